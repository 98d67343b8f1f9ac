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
import {
  checkDriver,
  NO_DRIVER,
  openEach,
  type Check,
  type KernelToCheck,
} from '../../../src/load/check/check.ts';
import type { OpenedDriver } from '../../../src/load/check/driver.ts';
import { checkPublished, publishedBuilds } from '../../../src/search/published-check.ts';
import type { PublishedKernels } from '../../../src/search/published-kernels.ts';
import { brokenBy } from '../../../src/load/replace/replacement.ts';
import {
  newestWithImports,
  replacementReport,
  replacements,
  replacementText,
} from '../report/replacement.ts';
import { endsOnFile } from '../explain/ends-on-file.ts';
import { updateExplainer } from '../report/update-causes.ts';
import { openDriver, STDIN } from '../../sources/driver.ts';
import { openPublishedSite } from '../../sources/published-site.ts';

export const check = defineCommand({
  name: 'check',
  operands: ['MODULE…'],
  about: `
Says which releases on file would load a module. A MODULE is one of
  a .ko, plain or packed with gzip, xz or zstd
  a text, as it was pasted, or - for standard input: what the kernel, a build
    (make.log), dnf, apt or opkg said; modinfo, modprobe --dump-modversions, nm,
    objdump, readelf. It is answered first: cause, remedy, is a rebuild enough
  Module.symvers of a driver that another MODULE needs: not checked itself
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
    replaces: many(textOption('NAME', 'in-tree modules that break once MODULE replaces NAME')),
    content: CONTENT,
  },
  examples: [
    'kabi check v4l2loopback.ko',
    'kabi check x.ko --site https://kabi.example.org/ --against debian-12/latest',
    'dmesg | kabi check - --against debian-12/6.1.0-54/amd64',
  ],
  exit: { 0: 'all load', 1: 'one does not, or it is unknown; a text was diagnosed' },
  async run(inputs, { against, site, replaces, content, format }) {
    if (inputs.filter((each) => each === STDIN).length > 1)
      throw new UsageError('standard input can be read once');
    // The address before the inputs: a slip in it costs nothing then.
    const published = site === undefined ? undefined : await openPublishedSite(site);
    const driver = await openEach(inputs, (file) => workingOn(file, () => openDriver(file)));
    if (replaces.length > 0) {
      if (published !== undefined) throw new UsageError('--replaces looks at kernels on file, not at a site');
      return await checkReplacement(driver, content, { against, replaces, format });
    }
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

/** Other modules of the kernel are judged then, not the given ones. */
async function checkReplacement(
  driver: OpenedDriver,
  content: string,
  { against, replaces, format }: { against: readonly string[]; replaces: readonly string[]; format: string },
): Promise<ExitStatus> {
  const { kernels, problems } = await kernelsOnFile(content);
  const selected = against.length === 0 ? newestWithImports(kernels, driver) : selectAll(kernels, against);
  // What a new one that cannot be read exports would be taken for gone.
  const isComplete = !driver.problems.some(isError);
  const found = isComplete ? await replacements(content, replaces, driver, selected) : [];
  const all = sortProblems([...problems, ...driver.problems]);
  if (format === 'json') {
    const nothing = await checkDriver(NO_DRIVER, []);
    const report = checkReport({ ...nothing, problems: all });
    printJson({ ...report, replacements: replacementReport(found) });
  } else printText(replacementText(found), all);
  if (all.some(isError)) return EXIT.failure;
  return found.every(({ replacement }) => brokenBy(replacement).length === 0) ? EXIT.clean : EXIT.findings;
}

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
  const checked = await checkDriver(driver, toRead, updateExplainer(content), endsOnFile(content, lines));
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
