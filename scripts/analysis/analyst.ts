/** Script of a process that analyses products (analyse-all.ts). */
import { patchesOf } from '../../src/history/product.ts';
import { coverageOf, loaderProfile, vermagicOf, type SnapshotRecord } from '../../src/history/release.ts';
import type { ProductLine } from '../../src/history/lineage.ts';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import type { TypeSource } from '../../src/types/table/table.ts';
import { importsFile, symversFile, typesFile } from '../corpus/layout.ts';
import { readChangelogBetween } from '../corpus/read-changelog.ts';
import { readImports } from '../corpus/read-imports.ts';
import { readTypes, typeSourcesOf } from '../corpus/read-types.ts';
import { readExports, readKernelBuild, type ReadExports } from '../corpus/read.ts';
import { Cache } from '../engine/cache.ts';
import { fileKey } from '../engine/input-key.ts';
import { Recent } from '../engine/recent.ts';
import '../engine/worker.ts';
import { analyseEnds } from './analyse-ends.ts';
import { analyseInTree } from './analyse-in-tree.ts';
import { analyseTypes } from './analyse-types.ts';
import { analyseProduct, snapshotRecordOf, type AnalysedProduct } from './analyse.ts';
import { resultName, type AnalysisPart, type AnalysisTask } from './analysis-task.ts';

/** What became of the exports of a product and, where imports are on file, of its modules. */
export async function exportsAndModules(task: AnalysisTask): Promise<void> {
  const sources = new ProductSources(task);
  const analysis = await analyseProduct(sources.line, task.lines, sources.ofExports());
  const inTree = sources.have('imports') ? await analyseInTree(sources.line, sources.ofModules()) : undefined;
  store(task, 'exportsAndModules', { ...analysis, ...(inTree && { inTree }) });
}

/** Why exports changed, where types are on file, and what may have taken the place of those that went. */
export async function types(task: AnalysisTask): Promise<void> {
  const sources = new ProductSources(task);
  const found = sources.have('types')
    ? { types: await analyseTypes(sources.line, task.lines, sources.ofTypes()) }
    : {};
  const ends = await analyseEnds(sources.line, task.lines, sources.ofEnds());
  store(task, 'types', { ...found, ends });
}

function store(
  { folder, code, key, product }: AnalysisTask,
  part: AnalysisPart,
  result: Partial<AnalysedProduct>,
): void {
  new Cache(folder, code).store(resultName(product, part), key, result);
}

/** Both parts of a product ask for the exports of its snapshots, some several times; each takes 5 MB of memory. */
const recentExports = new Recent<ReturnType<ReadExports>>(32);

/** What the snapshots of a product are read from, and what stands for it in the cache. */
class ProductSources {
  readonly line: ProductLine;
  readonly #content: string;
  readonly #lines: readonly ProductLine[];
  readonly #cache: Cache;

  constructor({ content, product, lines, folder, code }: AnalysisTask) {
    const line = lines.find((each) => each.product.name === product);
    if (line === undefined) throw new Error(`no product ${product} among the lines`);
    this.line = line;
    this.#content = content;
    this.#lines = lines;
    this.#cache = new Cache(folder, code);
  }

  /** Whether any snapshot has some on file. */
  have(what: 'imports' | 'types'): boolean {
    return this.line.releases.some(({ snapshots }) =>
      Object.values(snapshots).some((snapshot) => Object.keys(snapshot[what] ?? {}).length > 0),
    );
  }

  ofExports() {
    return { readExports: this.#exports, snapshotKey: this.#exportsKey, cache: this.#cache };
  }

  ofModules() {
    const patches = patchesOf(this.line.product);
    const loaderKey = (id: SnapshotId) => JSON.stringify(loaderProfile(this.#record(id), patches) ?? null);
    return {
      readModules: this.#modules,
      readKernel: (id: SnapshotId) =>
        readKernelBuild(this.#content, id, this.#record(id), patches, this.#exports),
      modulesKey: this.#modulesKey,
      kernelKey: (id: SnapshotId) =>
        [this.#exportsKey(id), vermagicOf(this.#record(id)) ?? '', loaderKey(id)].join(' '),
      cache: this.#cache,
    };
  }

  ofTypes() {
    return {
      typeSources: (id: SnapshotId) => typeSourcesOf(this.#record(id)),
      readTypes: async (id: SnapshotId, of: Parameters<typeof readTypes>[2]) =>
        (await readTypes(this.#content, id, of, this.#record(id))).records,
      readExports: this.#exports,
      readModules: this.#modules,
      compilerOf: (id: SnapshotId) => this.#record(id).compiler,
      generatorOf: (id: SnapshotId) => this.#record(id).crc_generator,
      key: (id: SnapshotId) =>
        [
          ...typeSourcesOf(this.#record(id)).map((of) => this.#typesKey(id, of)),
          ...[this.#exportsKey(id), this.#modulesKey(id)],
        ].join(' '),
      changelogBetween: (before: SnapshotId, after: SnapshotId) => {
        const side = (id: SnapshotId) => ({ product: id.product, snapshot: this.#record(id) });
        return readChangelogBetween(this.#content, side(before), side(after));
      },
      cache: this.#cache,
    };
  }

  ofEnds() {
    return { ...this.ofTypes(), coverageOf: (id: SnapshotId) => coverageOf(this.#record(id)) };
  }

  /** A table that others share is named by its text. */
  #typesKey(id: SnapshotId, source: TypeSource): string {
    const base = this.#record(id).types?.[source]?.base_sha256;
    const file = typesFile(this.#content, id, source, base === undefined ? {} : { base_sha256: base });
    return `${fileKey(file)} ${base ?? 'whole'}`;
  }

  #record(id: SnapshotId): SnapshotRecord {
    const record = snapshotRecordOf(this.#lines, id);
    if (record === undefined) throw new Error(`no snapshot ${id.release} among the lines`);
    return record;
  }

  #exports: ReadExports = (id) =>
    recentExports.get(symversFile(this.#content, id), () => readExports(this.#content, id, this.#record(id)));

  #modules = (id: SnapshotId) => readImports(this.#content, id, this.#record(id), this.#exports);

  #exportsKey = (id: SnapshotId) => {
    const record = this.#record(id);
    return `${fileKey(symversFile(this.#content, id))} ${record.crc_generator} ${coverageOf(record)}`;
  };

  #modulesKey = (id: SnapshotId) =>
    Object.keys(this.#record(id).imports ?? {})
      .map((name) => fileKey(importsFile(this.#content, id, name)))
      .join(' ');
}
