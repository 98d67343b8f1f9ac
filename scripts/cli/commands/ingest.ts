import { COVERAGES } from '../../../src/kernel/snapshot.ts';
import { TypesGatherer } from '../../corpus/store/gather-types.ts';
import { isIdentityName, type Requested } from '../../corpus/store/identify.ts';
import { lockContent } from '../../corpus/lock.ts';
import { readProducts } from '../../corpus/read.ts';
import { UsageError } from '../../engine/exit.ts';
import { workingOn } from '../../engine/unforeseen.ts';
import { defineCommand } from '../declare/command.ts';
import { flag, oneOf, parsed, textOption } from '../declare/options.ts';
import { IngestCollector } from '../report/ingest.ts';
import { ingestDriver } from './ingest-driver.ts';
import { ingestInput, ingestTypes, type IngestRun } from './ingest-input.ts';

export const ingest = defineCommand({
  name: 'ingest',
  operands: ['PATH…'],
  about: `
Reads what kernel builds export, what their modules import, and the types
behind both into content/products. A PATH is one of
  Module.symvers, symvers-*, Module.kabi_*, "rpm -q --provides"; .gz, .xz, .zst
  a .deb or .rpm with exports (linux-headers-*, kernel-devel), the kernel or its
    modules (linux-image-*, linux-modules-*, kernel-core, …): all packages of a
    kernel in one call, in any order. Its changelog is kept without names
  a kernel (vmlinuz, zImage, vmlinux, FIT, EFI) or symtypes, after its exports
  a folder: build tree, unpacked package, /usr/src/linux-headers-*, or one with
    a MANIFEST.tsv beside <release>/<arch>/Module.symvers
  with --driver: a .ko that was built for a release on file`,
  options: {
    product: folderName('P', 'product', "name below content/products; else told by the release's name"),
    release: folderName('R', 'release', 'name of the release'),
    arch: folderName('A', 'arch', "architecture, in the product's own spelling"),
    flavour: folderName('F', 'flavour', 'flavour of the kernel, if not the default one'),
    coverage: oneOf('C', COVERAGES, "all of the kernel's exports, or part (so for Module.kabi_*)"),
    'loader-only': flag('of modules, keep how the kernel loads them, not what they import'),
    driver: folderName('NAME', 'product', 'the driver that modules belong to: writes drivers/NAME.yaml'),
    replace: flag('take exports other than those on file, and record it'),
    content: textOption('DIR', 'where to write', 'content'),
  },
  examples: [
    'kabi ingest linux-headers-6.1.0-54-amd64_*.deb linux-image-6.1.0-54-*.deb',
    'kabi ingest gizmo.ko --driver gizmo',
  ],
  exit: { 0: 'all on file', 1: 'with warnings', 2: 'an input could not be ingested' },
  async run(inputs, { format, coverage, replace, content, 'loader-only': loaderOnly, driver, ...identity }) {
    const requested = Object.fromEntries(
      Object.entries(identity).filter(([, value]) => value !== undefined),
    ) as Requested;
    using _lock = lockContent(content, 'kabi ingest');
    const report = new IngestCollector(format === 'json');
    const { products, problems } = await readProducts(content);
    report.addProblems(problems);
    const options = { requested, coverage, replace, loaderOnly, content };
    const run: IngestRun = { options, products, report, types: new TypesGatherer(), later: [] };
    if (driver !== undefined) {
      await ingestDriver(inputs, driver, run);
      return report.finish();
    }
    for (const input of inputs) {
      report.progress(input);
      await workingOn(input, () => ingestInput(input, run));
    }
    for (const keep of run.later) await keep();
    for (const build of run.types.builds()) await ingestTypes(build, run);
    return report.finish();
  },
});

function folderName(value: string, part: Parameters<typeof isIdentityName>[0], help: string) {
  return parsed(value, help, (given, name) => {
    if (isIdentityName(part, given)) return given;
    throw new UsageError(`${name} cannot be "${given}": it names a folder`);
  });
}
