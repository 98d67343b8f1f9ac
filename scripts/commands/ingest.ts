import { statSync } from 'node:fs';
import { snapshotName, type SnapshotId } from '../../src/kabi/model.ts';
import { Fault, isError, problemJson, sortProblems, type Problem } from '../../src/kabi/problems.ts';
import type { IngestReport, IngestStatus } from '../../src/kabi/schema/reports.ts';
import { identify, isIdentityName, type Requested } from '../content/identify.ts';
import { readProducts } from '../content/read.ts';
import { storeImports } from '../content/store-imports.ts';
import { storeSnapshot } from '../content/store.ts';
import { EXIT, UsageError, type ExitStatus } from '../exit.ts';
import { formatProblems } from '../problem-list.ts';
import { findSources, type OpenedExports, type Source } from '../sources/open.ts';
import {
  openModules,
  packageParts,
  type OpenedModules,
  type PackageParts,
} from '../sources/package-modules.ts';
import type { Command, OptionValues } from './command.ts';

const help = `Usage: kabi ingest PATH… [OPTION…]

Reads what kernel builds export, and what their modules import, into
content/products. A PATH is one of
  Module.symvers, or the same under another name (symvers-*, Module.kabi_*),
    plain or packed with gzip, xz or zstd
  a .deb or .rpm of kernel headers (linux-headers-*, kernel-devel, kernel-core)
  one of kernel modules (linux-image-*, kernel-modules-*), headers first
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
    const report = new Report(options.isJson);
    const { products, problems } = await readProducts(options.content);
    report.addProblems(problems);
    for (const input of positionals) {
      report.progress(input);
      const parts = await partsOf(input);
      for (const source of parts.exports ? await sourcesOf(input, report) : []) {
        await ingestSource(source, options, products, report);
      }
      if (parts.modules) await ingestModules(input, options, products, report, !parts.exports);
    }
    return report.finish();
  },
};

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
async function partsOf(input: string): Promise<PackageParts> {
  const isRegular = statSync(input, { throwIfNoEntry: false })?.isFile() === true;
  if (!isRegular) return { exports: true, modules: false };
  try {
    return await packageParts(input);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { exports: true, modules: false };
  }
}

async function sourcesOf(input: string, report: Report): Promise<readonly Source[]> {
  try {
    return await findSources(input);
  } catch (error) {
    report.refuse(error);
    return [];
  }
}

/** A fault of one input does not keep the others from being ingested. */
async function ingestSource(
  source: Source,
  options: Options,
  products: Parameters<typeof identify>[2],
  report: Report,
): Promise<void> {
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
async function ingestModules(
  input: string,
  options: Options,
  products: Parameters<typeof identify>[2],
  report: Report,
  isExpected: boolean,
): Promise<void> {
  try {
    const opened = await openModules(input);
    report.addProblems(opened.problems);
    if (opened.modules.length === 0) {
      if (isExpected) throw new Fault({ kind: 'no-records', path: input, detail: 'it has no modules' });
      return;
    }
    const id = identify(opened, options.requested, products, input);
    try {
      const { replace } = options;
      const stored = await storeImports(options.content, id, opened, { replace, source: input });
      report.addProblems(stored.problems);
      report.addImports(id, opened, stored.status, stored.note);
    } catch (error) {
      report.addImports(id, opened, 'refused');
      throw error;
    }
  } catch (error) {
    report.refuse(error);
  }
}

/** Says what happened: in text as it happens, in JSON at the end. */
class Report {
  readonly #isJson: boolean;
  readonly #snapshots: IngestReport['snapshots'] = [];
  readonly #imports: IngestReport['imports'] = [];
  readonly #problems: Problem[] = [];
  #refused = 0;

  constructor(isJson: boolean) {
    this.#isJson = isJson;
  }

  progress(input: string): void {
    if (!this.#isJson) process.stderr.write(`reading ${input}\n`);
  }

  addProblems(problems: readonly Problem[]): void {
    for (const problem of problems) this.#problems.push(problem);
  }

  addSnapshot(id: SnapshotId, build: OpenedExports, status: IngestStatus, note?: string): void {
    const exports = build.exports.length;
    this.#snapshots.push({
      ...id,
      status,
      exports,
      source: build.file,
      ...(note === undefined ? {} : { note }),
    });
    if (this.#isJson) return;
    const remark = note === undefined ? '' : ` (${note})`;
    process.stdout.write(`${snapshotName(id)}: ${exports} exports, ${status}${remark}\n`);
  }

  addImports(id: SnapshotId, opened: OpenedModules, status: IngestStatus, note?: string): void {
    const modules = opened.modules.length;
    const pairs = opened.modules.reduce((sum, { imports }) => sum + imports.length, 0);
    this.#imports.push({
      ...id,
      status,
      package: opened.package.name,
      modules,
      pairs,
      source: opened.file,
      ...(note === undefined ? {} : { note }),
    });
    if (this.#isJson) return;
    const remark = note === undefined ? '' : ` (${note})`;
    process.stdout.write(`${snapshotName(id)}: ${pairs} imports of ${modules} modules, ${status}${remark}\n`);
  }

  /** @throws what is not a fault of the data: that is a bug. */
  refuse(error: unknown): void {
    if (!(error instanceof Fault)) throw error;
    this.#problems.push(error.problem);
    this.#refused += 1;
  }

  finish(): ExitStatus {
    const problems = sortProblems(this.#problems);
    if (this.#isJson) process.stdout.write(`${JSON.stringify(this.#toJson(problems), undefined, 2)}\n`);
    else process.stderr.write(formatProblems(problems));
    if (problems.some(isError)) return EXIT.failure;
    return problems.length > 0 ? EXIT.findings : EXIT.clean;
  }

  #toJson(problems: readonly Problem[]): IngestReport {
    const count = (status: IngestStatus) => this.#snapshots.filter((each) => each.status === status).length;
    return {
      schema: 'kabi-reports/ingest/1',
      ingested: count('written'),
      unchanged: count('unchanged'),
      replaced: count('replaced'),
      refused: this.#refused,
      snapshots: this.#snapshots,
      imports: this.#imports,
      problems: problems.map(problemJson),
    };
  }
}
