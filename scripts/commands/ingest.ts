import { statSync } from 'node:fs';
import type { SnapshotId } from '../../src/kabi/model.ts';
import { Fault } from '../../src/kabi/problems.ts';
import { TypesGatherer, tableOf, type GatheredBuild } from '../content/gather-types.ts';
import { identify, isIdentityName, type Requested } from '../content/identify.ts';
import { readExports, readProducts } from '../content/read.ts';
import { snapshotOnFile } from '../content/release-file.ts';
import { storeImports } from '../content/store-imports.ts';
import { storeTypes } from '../content/store-types.ts';
import { storeSnapshot } from '../content/store.ts';
import { UsageError } from '../exit.ts';
import { IngestReport } from '../report/ingest.ts';
import { inputKind } from '../sources/input-kind.ts';
import { openKernelFile } from '../sources/kernel-file.ts';
import { findSources, type Source } from '../sources/open.ts';
import { openModules, packageParts } from '../sources/package-modules.ts';
import type { Command, OptionValues } from './command.ts';

const help = `Usage: kabi ingest PATH… [OPTION…]

Reads what kernel builds export, what their modules import, and the types
behind both into content/products. A PATH is one of
  Module.symvers, or the same under another name (symvers-*, Module.kabi_*),
    plain or packed with gzip, xz or zstd
  a .deb or .rpm of kernel headers (linux-headers-*, kernel-devel, kernel-core)
  one of kernel modules (linux-image-*, kernel-modules-*), headers first; the
    kernel and its modules in one call, if they are in several packages
  a kernel: vmlinuz, Image or vmlinux, plain or packed, headers first
  a folder: build tree, unpacked package, /usr/src/linux-headers-*, or one with
    a MANIFEST.tsv beside <release>/<arch>/Module.symvers

What the input does not tell has to be said:
  --product P    name below content/products; else told by the release's name
  --release R    name of the release
  --arch A       architecture, in the product's own spelling
  --flavour F    flavour of the kernel, if not the default one
  --replace      take other exports or another provenance than those on file,
                 and record it
  --content DIR  where to write (content)
  --format F     text or json

Examples:
  kabi ingest linux-headers-6.1.0-54-amd64_*.deb linux-image-6.1.0-54-*.deb
  kabi ingest kernel-devel-*.rpm --product openeuler-22.03-lts
  kabi ingest ~/linux --product mine --release 6.12.1 --arch x86_64

Exit status: 0 all on file, 1 with warnings, 2 an input could not be ingested.`;

export const ingest: Command = {
  summary: 'read what a kernel build exports into content/',
  help,
  options: {
    product: { type: 'string' },
    release: { type: 'string' },
    arch: { type: 'string' },
    flavour: { type: 'string' },
    replace: { type: 'boolean' },
    content: { type: 'string' },
    format: { type: 'string' },
  },
  async run(positionals, values) {
    if (positionals.length === 0) throw new UsageError('no PATH given');
    const options = readOptions(values);
    const report = new IngestReport(options.isJson);
    const { products, problems } = await readProducts(options.content);
    report.addProblems(problems);
    const run = { options, products, report, types: new TypesGatherer() };
    for (const input of positionals) {
      report.progress(input);
      await ingestInput(input, run);
    }
    for (const build of run.types.builds()) await ingestTypes(build, run);
    return report.finish();
  },
};

/** What all inputs of a call share. */
interface Run {
  readonly options: Options;
  readonly products: Parameters<typeof identify>[2];
  readonly report: IngestReport;
  readonly types: TypesGatherer;
}

interface Options {
  readonly requested: Requested;
  readonly replace: boolean;
  readonly content: string;
  readonly isJson: boolean;
}

function readOptions(values: OptionValues): Options {
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const requested: Record<string, string> = {};
  for (const name of ['product', 'release', 'arch', 'flavour'] as const) {
    const value = text(name);
    if (value === undefined) continue;
    if (!isIdentityName(name, value))
      throw new UsageError(`--${name} cannot be "${value}": it names a folder`);
    requested[name] = value;
  }
  const format = text('format') ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format is text or json, not "${format}"`);
  return {
    requested,
    replace: values['replace'] === true,
    content: text('content') ?? 'content',
    isJson: format === 'json',
  };
}

/** What cannot be told is left to findSources, which says why. A pipe can be read once only. */
async function ingestInput(input: string, run: Run): Promise<void> {
  const isRegular = statSync(input, { throwIfNoEntry: false })?.isFile() === true;
  const kind = isRegular ? await unlessFault(() => inputKind(input), 'exports') : 'exports';
  switch (kind) {
    case 'exports':
    case 'symtypes':
      return ingestSources(input, run);
    case 'kernel':
      return ingestKernel(input, run);
    case 'package': {
      const parts = await unlessFault(() => packageParts(input), { exports: true, modules: false });
      if (parts.exports) await ingestSources(input, run);
      if (parts.modules) await ingestModules(input, run, !parts.exports);
    }
  }
}

async function unlessFault<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return otherwise;
  }
}

async function ingestSources(input: string, run: Run): Promise<void> {
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
async function ingestSource(source: Source, { options, products, report }: Run): Promise<void> {
  try {
    const build = await source.open();
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
    } catch (error) {
      report.addSnapshot(id, build, 'refused');
      throw error;
    }
  } catch (error) {
    report.refuse(error);
  }
}

/** @param isExpected Whether a package without modules is at fault. */
async function ingestModules(input: string, run: Run, isExpected: boolean): Promise<void> {
  const { options, products, report } = run;
  try {
    const opened = await openModules(input);
    report.addProblems(opened.problems);
    if (opened.modules.length === 0 && opened.kernel === undefined) {
      if (isExpected) throw new Fault({ kind: 'no-records', path: input, detail: 'it has no modules' });
      return;
    }
    const id = identify(opened, options.requested, products, input);
    if (opened.modules.length > 0) await putImports(input, id, opened, run);
    run.types.add(id, opened);
  } catch (error) {
    report.refuse(error);
  }
}

async function putImports(
  input: string,
  id: SnapshotId,
  opened: Awaited<ReturnType<typeof openModules>>,
  { options: { content, replace }, report }: Run,
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

async function ingestKernel(input: string, { options, products, report, types }: Run): Promise<void> {
  try {
    const opened = await openKernelFile(input, options.requested.arch);
    const id = identify(opened, options.requested, products, input);
    await snapshotOnFile(options.content, id, input);
    types.add(id, { ...opened, moduleTypes: [] });
  } catch (error) {
    report.refuse(error);
  }
}

async function ingestTypes(build: GatheredBuild, { options, report }: Run): Promise<void> {
  const { content, replace } = options;
  try {
    const { types, problems } = tableOf(build, await readExports(content, build.id));
    report.addProblems(problems);
    if (types === undefined) return;
    try {
      const source = types.from[0]?.file ?? '';
      const { status, note } = await storeTypes(content, build.id, types, { replace, source });
      report.addTypes(build.id, types, status, note);
    } catch (error) {
      report.addTypes(build.id, types, 'refused');
      throw error;
    }
  } catch (error) {
    report.refuse(error);
  }
}
