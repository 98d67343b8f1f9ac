/** What became of each kernel's own modules on the other releases of its variant. */
import { namesBehind } from '../../src/load/driver-verdicts.ts';
import type { InTreeModule } from '../../src/formats/drivers/imports.ts';
import { InTreeModules } from '../../src/load/in-tree.ts';
import { variantsOf, type VariantLine, type ProductLine } from '../../src/history/lineage.ts';
import { LOAD_VERDICTS, type KernelBuild, type LoadFinding } from '../../src/load/verdict.ts';
import { variantName, parseVariantName } from '../../src/kernel/variant.ts';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import type { Cache } from '../engine/cache.ts';

/** The modules of one kernel of which the imports are on file. */
export interface InTreeBuild {
  readonly id: SnapshotId;
  /** Sorted by path. */
  readonly modules: readonly InTreeBuildModule[];
  /** Every kernel of the variant, oldest first, its own among them. */
  readonly kernels: readonly JudgedKernel[];
}

export interface InTreeBuildModule {
  readonly name: string;
  readonly path: string;
  readonly imports: number;
  /** Separated by blanks; only of the newest build of a variant, else empty. */
  readonly symbols: string;
}

export interface JudgedKernel {
  readonly release: string;
  /** Two numbers per module: index into LOAD_VERDICTS, number of symbols behind the verdict. */
  readonly cells: Uint32Array;
  /** Those symbols, separated by blanks, if this is the next release after the build's; else null. */
  readonly behind: readonly string[] | null;
}

/** How an analysis gets at what it needs. */
export interface InTreeSource {
  readonly readModules: (id: SnapshotId) => Promise<readonly InTreeModule[]>;
  readonly readKernel: (id: SnapshotId) => Promise<KernelBuild>;
  /** Stands for the modules of a snapshot; empty if none are on file. */
  readonly modulesKey: (id: SnapshotId) => string;
  /** Stands for what readKernel gives. */
  readonly kernelKey: (id: SnapshotId) => string;
  readonly cache: Pick<Cache, 'load' | 'store'>;
}

/** Of every snapshot of the product that has modules on file, by variant, oldest first. */
export async function analyseInTree(line: ProductLine, source: InTreeSource): Promise<InTreeBuild[]> {
  const builds: InTreeBuild[] = [];
  for (const variant of variantsOf(line)) builds.push(...(await analyseVariant(variant, source)));
  return builds;
}

async function analyseVariant(variant: VariantLine, source: InTreeSource): Promise<InTreeBuild[]> {
  const ids = variant.releases.map((release): SnapshotId => {
    return { product: variant.product, release, ...parseVariantName(variant.name) };
  });
  const withModules = ids.filter((id) => source.modulesKey(id) !== '');
  const kernels = new Map<SnapshotId, Promise<KernelBuild>>();
  const kernelOf = (id: SnapshotId) => {
    const known = kernels.get(id) ?? source.readKernel(id);
    kernels.set(id, known);
    return known;
  };
  const builds: InTreeBuild[] = [];
  for (const id of withModules) {
    const build = new BuildAnalysis(id, source, kernelOf);
    const modules = await build.modules(id === withModules.at(-1));
    const next = ids[ids.indexOf(id) + 1];
    const judged: JudgedKernel[] = [];
    for (const kernel of ids) judged.push(await build.on(kernel, kernel === next));
    builds.push({ id, modules, kernels: judged });
  }
  return builds;
}

/** One build; its modules are read only if something about them is not known from an earlier analysis. */
class BuildAnalysis {
  readonly #id: SnapshotId;
  readonly #source: InTreeSource;
  readonly #kernelOf: (id: SnapshotId) => Promise<KernelBuild>;
  #read: Promise<readonly InTreeModule[]> | undefined;
  #judges: InTreeModules | undefined;

  constructor(id: SnapshotId, source: InTreeSource, kernelOf: (id: SnapshotId) => Promise<KernelBuild>) {
    this.#id = id;
    this.#source = source;
    this.#kernelOf = kernelOf;
  }

  modules(isNewest: boolean): Promise<readonly InTreeBuildModule[]> {
    const key = `${this.#key} ${String(isNewest)}`;
    return this.#cached(`in-tree ${this.#name(this.#id)}`, key, async () =>
      (await this.#modules()).map(({ name, path, imports }) => ({
        name,
        path,
        imports: imports.length,
        symbols: isNewest ? imports.map(({ symbol }) => symbol).join(' ') : '',
      })),
    );
  }

  on(kernel: SnapshotId, isNext: boolean): Promise<JudgedKernel> {
    const key = `${this.#key} ${this.#source.kernelKey(kernel)} ${String(isNext)}`;
    return this.#cached(`in-tree ${this.#name(this.#id)} on ${kernel.release}`, key, async () => {
      this.#judges ??= new InTreeModules(await this.#modules(), this.#id.arch);
      const findings = this.#judges.judgeOn(await this.#kernelOf(kernel));
      return {
        release: kernel.release,
        cells: Uint32Array.from(findings.flatMap(cell)),
        behind: isNext ? findings.map((finding) => namesBehind(finding).join(' ')) : null,
      };
    });
  }

  get #key(): string {
    return this.#source.modulesKey(this.#id);
  }

  #name({ product, release, ...build }: SnapshotId): string {
    return `${product}/${release}/${variantName(build)}`;
  }

  #modules(): Promise<readonly InTreeModule[]> {
    return (this.#read ??= this.#source.readModules(this.#id));
  }

  async #cached<T>(name: string, key: string, compute: () => Promise<T>): Promise<T> {
    const known = this.#source.cache.load(name, key) as T | undefined;
    if (known !== undefined) return known;
    const value = await compute();
    this.#source.cache.store(name, key, value);
    return value;
  }
}

function cell(finding: LoadFinding): [verdict: number, symbols: number] {
  return [LOAD_VERDICTS.indexOf(finding.verdict), namesBehind(finding).length];
}
