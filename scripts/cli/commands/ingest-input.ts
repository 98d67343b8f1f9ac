/** Ingests inputs one by one: what each is, and where its parts go. A fault of one does not keep the others out. */
import { statSync } from 'node:fs';
import { disagreement } from '../../../src/formats/symtypes/symtypes-proof.ts';
import type { Coverage, SnapshotId } from '../../../src/kernel/snapshot.ts';
import { Fault } from '../../../src/base/problems.ts';
import { symtypesTable } from '../../../src/types/read/symtypes-table.ts';
import { tableOf, type GatheredBuild, type TypesGatherer } from '../../corpus/store/gather-types.ts';
import { identify, type Requested } from '../../corpus/store/identify.ts';
import { readExports } from '../../corpus/read.ts';
import { snapshotOnFile } from '../../corpus/store/release-file.ts';
import { storeChangelog } from '../../corpus/store/store-changelog.ts';
import { storeImports } from '../../corpus/store/store-imports.ts';
import { storeLoaderImage } from '../../corpus/store/store-loader.ts';
import { storeTypes, type TypesToStore } from '../../corpus/store/store-types.ts';
import { storeSnapshot } from '../../corpus/store/store.ts';
import type { IngestCollector } from '../report/ingest.ts';
import { holdsBuild } from '../../sources/directory.ts';
import { inputKind } from '../../sources/input-kind.ts';
import { openKernelFile } from '../../sources/kernel-file.ts';
import { hasManifest } from '../../sources/manifest.ts';
import { findSources, type Source } from '../../sources/open.ts';
import { openPackage, type OpenedPackage } from '../../sources/packages/open-package.ts';
import {
  holdsSymtypes,
  openSymtypesFile,
  openSymtypesFolder,
  type OpenedSymtypes,
} from '../../sources/symtypes-files.ts';

export interface IngestOptions {
  readonly requested: Requested;
  /** Undefined: what the input's name tells. */
  readonly coverage: Coverage | undefined;
  readonly replace: boolean;
  /** Of a package of modules, keep what decides on loading modules, not its imports and types. */
  readonly loaderOnly: boolean;
  readonly content: string;
}

/** What all inputs of a call share. */
export interface IngestRun {
  readonly options: IngestOptions;
  readonly products: Parameters<typeof identify>[2];
  readonly report: IngestCollector;
  readonly types: TypesGatherer;
  /** What is to be done once all inputs were read. */
  readonly later: (() => Promise<void>)[];
}

/** What cannot be told is left to findSources, which says why. A pipe can be read once only. */
export async function ingestInput(input: string, run: IngestRun): Promise<void> {
  const status = statSync(input, { throwIfNoEntry: false });
  if (status?.isFile() === true && /\.ko(?:\.(?:gz|xz|zst))?$/.test(input)) {
    run.report.refuse(new Fault({ kind: 'module-without-driver', path: input }));
    return;
  }
  if (status?.isDirectory() === true && (await isSymtypesFolder(input))) {
    return ingestSymtypes(input, () => openSymtypesFolder(input), run);
  }
  const kind = status?.isFile() === true ? await unlessFault(() => inputKind(input), 'exports') : 'exports';
  switch (kind) {
    case 'exports':
      return ingestSources(input, run);
    case 'symtypes':
      return ingestSymtypes(input, () => openSymtypesFile(input), run);
    case 'kernel':
      return ingestKernel(input, run);
    case 'package':
      return ingestPackage(input, run);
  }
}

/** A build tree may have symtypes as well: what counts there are the exports. */
async function isSymtypesFolder(folder: string): Promise<boolean> {
  return !hasManifest(folder) && !(await holdsBuild(folder)) && (await holdsSymtypes(folder));
}

async function unlessFault<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return otherwise;
  }
}

async function ingestSources(input: string, run: IngestRun): Promise<void> {
  let sources: readonly Source[];
  try {
    sources = await findSources(input);
  } catch (error) {
    run.report.refuse(error);
    return;
  }
  for (const source of sources) await ingestSource(source, run);
}

/** A fault of one input does not keep the others from being ingested. */
async function ingestSource(source: Source, { options, products, report }: IngestRun): Promise<void> {
  try {
    const opened = await source.open();
    const build = options.coverage === undefined ? opened : { ...opened, coverage: options.coverage };
    report.addProblems(build.problems);
    if (build.exports.length === 0)
      throw new Fault({ kind: 'no-records', path: source.path, detail: 'it is empty' });
    const id = identify(build, options.requested, products, source.path);
    try {
      const { replace } = options;
      const { status, note } = await storeSnapshot(options.content, id, build, {
        replace,
        source: source.path,
      });
      report.addSnapshot(id, build, status, note);
      await putChangelog(id, build, source.path, options, report);
    } catch (error) {
      report.addSnapshot(id, build, 'refused');
      throw error;
    }
  } catch (error) {
    report.refuse(error);
  }
}

/**
 * All that a package holds. What its exports are needed for waits until all inputs were read once: the order in which
 * somebody names packages says nothing.
 */
async function ingestPackage(input: string, run: IngestRun): Promise<void> {
  try {
    const opened = await openPackage(input);
    const hasMore = opened.modules.length > 0 || opened.kernel !== undefined;
    const { exports, withoutExports } = opened;
    if (exports !== undefined) await ingestSource({ path: input, open: () => Promise.resolve(exports) }, run);
    // Without exports a package may still be of a kernel; with damaged ones, or nothing at all, it is at fault.
    else if (withoutExports !== undefined && (withoutExports.kind !== 'nothing-found' || !hasMore)) {
      throw new Fault(withoutExports);
    }
    if (!hasMore) return;
    const keep = () => keepModules(input, opened, run);
    if (exports === undefined) run.later.push(keep);
    else await keep();
  } catch (error) {
    run.report.refuse(error);
  }
}

async function keepModules(input: string, opened: OpenedPackage, run: IngestRun): Promise<void> {
  const { options, products, report } = run;
  try {
    report.addProblems(opened.problems);
    const id = identify(opened, options.requested, products, input);
    if (opened.modules.length > 0 && !options.loaderOnly) await putImports(input, id, opened, run);
    else await snapshotOnFile(options.content, id, input);
    const isNew = await storeLoaderImage(options.content, id, opened, input);
    if (options.loaderOnly) {
      report.addLoader(id, isNew);
      return;
    }
    await putChangelog(id, opened, input, options, report);
    run.types.add(id, opened);
  } catch (error) {
    report.refuse(error);
  }
}

async function putImports(
  input: string,
  id: SnapshotId,
  opened: OpenedPackage,
  { options: { content, replace }, report }: IngestRun,
): Promise<void> {
  try {
    const stored = await storeImports(content, id, opened, { replace, source: input });
    report.addProblems(stored.problems);
    report.addImports(id, opened, stored.status, stored.note);
  } catch (error) {
    report.addImports(id, opened, 'refused');
    throw error;
  }
}

async function ingestKernel(input: string, { options, products, report, types }: IngestRun): Promise<void> {
  try {
    const opened = await openKernelFile(input, options.requested.arch);
    const id = identify(opened, options.requested, products, input);
    await snapshotOnFile(options.content, id, input);
    types.add(id, { ...opened, moduleTypes: [] });
  } catch (error) {
    report.refuse(error);
  }
}

async function ingestSymtypes(
  input: string,
  open: () => Promise<OpenedSymtypes>,
  { options, products, report }: IngestRun,
): Promise<void> {
  const { content, requested } = options;
  try {
    const opened = await open();
    report.addProblems(opened.problems);
    const id = identify(opened, requested, products, input);
    const { snapshot } = await snapshotOnFile(content, id, input);
    const exports = await readExports(content, id, snapshot);
    const problem = disagreement(opened.symtypes, exports, snapshot.crc_generator, input);
    if (problem !== undefined) report.addProblems([problem]);
    const { records: table, problems } = symtypesTable(opened.symtypes, input);
    report.addProblems(problems);
    const { file, sha256 } = opened;
    await putTypes(id, { table, from: [{ file, sha256 }] }, input, options, report);
  } catch (error) {
    report.refuse(error);
  }
}

export async function ingestTypes(build: GatheredBuild, { options, report }: IngestRun): Promise<void> {
  try {
    const { inputs, id } = build;
    const { snapshot } = await snapshotOnFile(options.content, id, inputs[0]?.file ?? '');
    const { types, problems, without } = tableOf(inputs, await readExports(options.content, id, snapshot));
    report.addProblems(problems);
    if (without !== undefined) report.addWithoutTypes(id, without);
    if (types !== undefined) await putTypes(id, types, types.from[0]?.file ?? '', options, report);
  } catch (error) {
    report.refuse(error);
  }
}

/** What a package changes is kept where it tells so; that it does not keeps nothing else out. */
async function putChangelog(
  { product }: SnapshotId,
  opened: Pick<OpenedPackage, 'file' | 'changelog'> & { readonly package?: OpenedPackage['package'] },
  source: string,
  { content }: IngestOptions,
  report: IngestCollector,
): Promise<void> {
  const { changelog, package: from } = opened;
  if (changelog === undefined || from === undefined) return;
  report.addProblems(changelog.problems);
  if (changelog.records.length === 0) return;
  try {
    const stored = await storeChangelog(content, product, from.version, changelog.records, source);
    report.addChangelog(product, from.version, opened.file, stored);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    report.addProblems([error.problem]);
  }
}

async function putTypes(
  id: SnapshotId,
  types: TypesToStore,
  source: string,
  { content, replace }: IngestOptions,
  report: IngestCollector,
): Promise<void> {
  try {
    const { status, note } = await storeTypes(content, id, types, { replace, source });
    report.addTypes(id, types, status, note);
  } catch (error) {
    report.addTypes(id, types, 'refused');
    throw error;
  }
}
