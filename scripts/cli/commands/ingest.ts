import { COVERAGES, type Coverage } from '../../../src/kernel/snapshot.ts';
import { TypesGatherer } from '../../corpus/gather-types.ts';
import { isIdentityName } from '../../corpus/identify.ts';
import { readProducts } from '../../corpus/read.ts';
import { UsageError } from '../../engine/exit.ts';
import { IngestReport } from '../report/ingest.ts';
import type { Command, OptionValues } from './command.ts';
import { ingestInput, ingestTypes, type IngestOptions, type IngestRun } from './ingest-input.ts';

const help = `Usage: kabi ingest PATH… [OPTION…]

Reads what kernel builds export, what their modules import, and the types
behind both into content/products. A PATH is one of
  Module.symvers, or the same under another name (symvers-*, Module.kabi_*),
    plain or packed with gzip, xz or zstd
  a .deb or .rpm of kernel headers (linux-headers-*, kernel-devel, kernel-core)
  one of kernel modules (linux-image-*, kernel-modules-*), headers first; the
    kernel and its modules in one call, if they are in several packages
  a kernel (vmlinuz, Image, vmlinux), or symtypes: a file, or a folder of them;
    exports first
  a folder: build tree, unpacked package, /usr/src/linux-headers-*, or one with
    a MANIFEST.tsv beside <release>/<arch>/Module.symvers

What the input does not tell has to be said:
  --product P    name below content/products; else told by the release's name
  --release R    name of the release
  --arch A       architecture, in the product's own spelling
  --flavour F    flavour of the kernel, if not the default one
  --coverage C   all of the kernel's exports, or part (so for Module.kabi_*)
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
    coverage: { type: 'string' },
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
    const run: IngestRun = { options, products, report, types: new TypesGatherer() };
    for (const input of positionals) {
      report.progress(input);
      await ingestInput(input, run);
    }
    for (const build of run.types.builds()) await ingestTypes(build, run);
    return report.finish();
  },
};

function isCoverage(text: string): text is Coverage {
  return COVERAGES.some((each) => each === text);
}

interface Options extends IngestOptions {
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
  const coverage = text('coverage');
  if (coverage !== undefined && !isCoverage(coverage))
    throw new UsageError(`--coverage is ${COVERAGES.join(' or ')}, not "${coverage}"`);
  const format = text('format') ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format is text or json, not "${format}"`);
  return {
    requested,
    coverage,
    replace: values['replace'] === true,
    content: text('content') ?? 'content',
    isJson: format === 'json',
  };
}
