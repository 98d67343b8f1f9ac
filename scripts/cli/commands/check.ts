import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import { isError, sortProblems, type Problem } from '../../../src/base/problems.ts';
import { EXIT, UsageError, type ExitStatus } from '../../engine/exit.ts';
import { workingOn } from '../../engine/unforeseen.ts';
import { readKernelBuild } from '../../corpus/read.ts';
import { kernelsOnFile, selectKernels, type KernelOnFile } from '../kernels.ts';
import { defineCommand } from '../declare/command.ts';
import { CONTENT, many, parsed, textOption } from '../declare/options.ts';
import { printJson, printText } from '../print.ts';
import { checkReport } from '../../../src/views/check/check-report.ts';
import { checkText } from '../../../src/views/check/check-text.ts';
import { allLoad } from '../../../src/load/check/checked-module.ts';
import { checkDriver, openEach, type Check, type KernelToCheck } from '../../../src/load/check/check.ts';
import type { OpenedDriver } from '../../../src/load/check/driver.ts';
import { checkPublished, publishedBuilds } from '../../../src/search/published-check.ts';
import type { PublishedKernels } from '../../../src/search/published-kernels.ts';
import { updateExplainer } from '../report/update-causes.ts';
import { openDriver, STDIN } from '../../sources/driver.ts';
import { openPublishedSite } from '../../sources/published-site.ts';

export const check = defineCommand({
  name: 'check',
  operands: ['MODULE…'],
  about: `
Says which releases on file would load a module. A MODULE is one of
  a .ko, plain or packed with gzip, xz or zstd
  a text, as it was pasted: what the kernel, a build (make.log), dnf, apt or
    opkg said; modinfo, modprobe --dump-modversions, nm, objdump, readelf.
    It is answered first: cause, remedy, whether a rebuild is enough
  Module.symvers of a driver that another MODULE needs: not checked itself
  -  for standard input
Modules given in one call are judged as if they were loaded together.
  loads    every symbol is there, with the CRC that the module was built for
  rebuild  CRCs, vermagic, namespace or architecture do not fit
  missing  symbols are not exported, or not to a module of this licence
  refused  the file itself is not taken: damaged, stripped, in the kernel's way
  unknown  a fact that decides is not on file; the line names it`,
  options: {
    against: many(
      textOption(
        'WHERE',
        "PRODUCT[/RELEASE][/ARCH], not every release on file of the module's architecture; RELEASE may be latest; may be repeated",
      ),
    ),
    site: parsed(
      'URL',
      'check against the kernels that a published site has, not those on file here',
      siteAddress,
    ),
    content: CONTENT,
  },
  examples: [
    'kabi check v4l2loopback.ko',
    'kabi check x.ko --site https://kabi.example.org/ --against debian-12/latest',
    'dmesg | kabi check - --against debian-12/6.1.0-54/amd64',
  ],
  exit: { 0: 'all load', 1: 'one does not, or it is unknown; a text was diagnosed' },
  async run(inputs, { against, site, content, format }) {
    if (inputs.filter((each) => each === STDIN).length > 1)
      throw new UsageError('standard input can be read once');
    // The address before the inputs: a slip in it costs nothing then.
    const published = site === undefined ? undefined : await openPublishedSite(site);
    const driver = await openEach(inputs, (file) => workingOn(file, () => openDriver(file)));
    const checked =
      published === undefined
        ? await checkOnFile(driver, content, against)
        : await checkAtSite(driver, published, against);
    const all = sortProblems(checked.problems);
    if (format === 'json') printJson(checkReport({ ...checked, problems: all }));
    else printText(checkText(checked), all);
    return exitOf(checked, all);
  },
});

async function checkOnFile(
  driver: OpenedDriver,
  content: string,
  against: readonly string[],
): Promise<Check> {
  const { kernels, lines, problems } = await kernelsOnFile(content);
  const selected = against.length === 0 ? kernels : selectAll(kernels, against);
  const titles = new Map(lines.map(({ product }) => [product.name, product.title]));
  const isSelected = new Set(selected.map(({ id }) => snapshotName(id)));
  const others = kernels.filter(({ id }) => !isSelected.has(snapshotName(id)));
  const toCheck = (
    { id, record, patches, isNamed }: KernelOnFile,
    asked?: KernelToCheck['asked'],
  ): KernelToCheck => ({
    id,
    title: titles.get(id.product) ?? id.product,
    isNamed,
    ...(asked === undefined ? {} : { asked }),
    read: () => readKernelBuild(content, id, record, patches),
  });
  const toRead = [
    ...selected.map((each) => toCheck(each, against.length === 0 ? undefined : 'yes')),
    ...others.map((each) => toCheck(each, 'elsewhere')),
  ];
  const checked = await checkDriver(driver, toRead, updateExplainer(content));
  return { ...checked, problems: [...problems, ...checked.problems] };
}

async function checkAtSite(
  driver: OpenedDriver,
  site: PublishedKernels,
  against: readonly string[],
): Promise<Check> {
  if (against.length === 0) return await checkPublished(driver, site);
  const kernels = (await publishedBuilds(site)).map((id) => ({ id }));
  const selected = new Map(selectAll(kernels, against).map((each) => [snapshotName(each.id), each]));
  return await checkPublished(driver, site, (id) => {
    const each = selected.get(snapshotName(id));
    return each === undefined ? { asked: 'elsewhere' } : { asked: 'yes', isNamed: each.isNamed ?? false };
  });
}

/** In the order of the command line; one that two of them name counts once. */
function selectAll<T extends { readonly id: SnapshotId }>(kernels: readonly T[], against: readonly string[]) {
  const selected = against.flatMap((each) => selectKernels(kernels, each));
  return [...new Map(selected.map((each) => [snapshotName(each.id), each])).values()];
}

function siteAddress(given: string, name: string): string {
  if (/^https?:\/\//i.test(given) && URL.canParse(given)) return given;
  throw new UsageError(
    `${name} takes the address of a site, as in https://kabi.example.org/, not "${given}"`,
  );
}

function exitOf({ modules, diagnoses }: Check, problems: readonly Problem[]): ExitStatus {
  const isNothing = modules.length === 0 && diagnoses.length === 0;
  if (isNothing || problems.some(isError)) return EXIT.failure;
  // A text without a refusal still says of no module that it loads.
  const isClean = allLoad(modules) && diagnoses.every(({ findings }) => findings.length === 0);
  return isClean ? EXIT.clean : EXIT.findings;
}
