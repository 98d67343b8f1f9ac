import { judgeTogether, type LoadFinding } from '../../../src/load/verdict.ts';
import { snapshotName } from '../../../src/kernel/model.ts';
import { Fault, isError, sortProblems, type Problem } from '../../../src/base/problems.ts';
import { EXIT, UsageError, type ExitStatus } from '../../engine/exit.ts';
import { readKernelBuild } from '../../corpus/read.ts';
import { isFor, kernelsOnFile, selectKernels, type KernelOnFile } from '../kernels.ts';
import { formatProblems } from '../problem-list.ts';
import { checkReport } from '../../../src/views/check/check-report.ts';
import { checkText } from '../../../src/views/check/check-text.ts';
import { allLoad, type CheckedModule } from '../../../src/load/checked-module.ts';
import type { OpenedDriver } from '../../../src/load/driver.ts';
import { openDriver, STDIN } from '../../sources/driver.ts';
import type { Command, OptionValues } from './command.ts';

const help = `Usage: kabi check MODULE… [OPTION…]

Says which releases on file would load a module. A MODULE is one of
  a .ko, plain or packed with gzip, xz or zstd
  a text: modprobe --dump-modversions, nm -u, rpm -q --requires, a kernel log
    ("disagrees about version of symbol …"), what weak-modules prints
  Module.symvers of a driver that another MODULE needs: not checked itself
  -  for standard input
Modules given together are taken to be loaded together.

  --against PRODUCT[/RELEASE][/ARCH]   check against these; may be repeated.
                 Without it: every release on file of the module's architecture
  --content DIR  where products are on file (content)
  --format F     text or json

  loads    every symbol is there, with the CRC that the module was built for
  rebuild  CRCs, vermagic, namespace or architecture do not fit
  missing  symbols are not exported, or not to a module of this licence
  unknown  the release or the input does not tell, as where there are no CRCs

Examples:
  kabi check v4l2loopback.ko
  dmesg | kabi check - --against debian-12/6.1.0-54/amd64

Exit status: 0 all load, 1 one does not, or it is unknown, 2 usage or I/O error.`;

export const check: Command = {
  summary: 'say which releases would load a module',
  help,
  options: {
    against: { type: 'string', multiple: true },
    content: { type: 'string' },
    format: { type: 'string' },
  },
  async run(positionals, values) {
    if (positionals.length === 0) throw new UsageError('no MODULE given');
    if (positionals.filter((each) => each === STDIN).length > 1)
      throw new UsageError('standard input can be read once');
    const { against, content, isJson } = readOptions(values);
    const { kernels, problems } = await kernelsOnFile(content);
    const selected = against.length === 0 ? kernels : selectAll(kernels, against);
    const driver = await openAll(positionals);
    const isNothing = driver.modules.length === 0 && driver.providers.length > 0;
    const checked = await checkAgainst(driver, selected, content);
    const all = sortProblems([
      ...problems,
      ...driver.problems,
      ...checked.flatMap(whyUnchecked),
      ...(isNothing ? [NOTHING] : []),
    ]);
    if (isJson) process.stdout.write(`${JSON.stringify(checkReport(checked, all), undefined, 2)}\n`);
    else {
      process.stdout.write(checkText(checked));
      process.stderr.write(formatProblems(all));
    }
    return statusOf(checked, all);
  },
};

const NOTHING: Problem = { kind: 'nothing-to-check', path: 'kabi check' };

interface Options {
  readonly against: readonly string[];
  readonly content: string;
  readonly isJson: boolean;
}

function readOptions({ against = [], content = 'content', format = 'text' }: OptionValues): Options {
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format is text or json, not "${String(format)}"`);
  return { against: [against].flat().map(String), content: String(content), isJson: format === 'json' };
}

/** In the order of the command line; one that two of them name counts once. */
function selectAll(kernels: readonly KernelOnFile[], against: readonly string[]): KernelOnFile[] {
  const selected = against.flatMap((each) => selectKernels(kernels, each));
  return [...new Map(selected.map((each) => [snapshotName(each.id), each])).values()];
}

/** A fault of one input does not keep the others from being checked. */
async function openAll(files: readonly string[]): Promise<OpenedDriver> {
  const opened: OpenedDriver[] = [];
  for (const file of files) {
    try {
      opened.push(await openDriver(file));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      opened.push({ modules: [], providers: [], problems: [error.problem] });
    }
  }
  return {
    modules: opened.flatMap(({ modules }) => modules),
    providers: opened.flatMap(({ providers }) => providers),
    problems: opened.flatMap(({ problems }) => problems),
  };
}

/** Kernel by kernel: the exports of one are in memory at a time. */
async function checkAgainst(
  { modules, providers }: OpenedDriver,
  kernels: readonly KernelOnFile[],
  content: string,
): Promise<CheckedModule[]> {
  const releases = modules.map((): { id: KernelOnFile['id']; finding: LoadFinding }[] => []);
  for (const kernel of kernels) {
    const concerned = modules.filter(({ module }) => isFor(module, kernel));
    if (concerned.length === 0) continue;
    const findings = judgeTogether(
      concerned.map(({ module }) => module),
      await readKernelBuild(content, kernel.id, kernel.record),
      providers,
    );
    for (const [index, finding] of findings.entries()) {
      const each = concerned[index];
      if (each !== undefined) releases[modules.indexOf(each)]?.push({ id: kernel.id, finding });
    }
  }
  return modules.map((each, index) => ({ ...each, releases: releases[index] ?? [] }));
}

function whyUnchecked({ file, module, releases }: CheckedModule): Problem[] {
  if (releases.length > 0) return [];
  return [
    { kind: 'no-kernel-to-check', path: file, ...(module.arch === null ? {} : { detail: module.arch }) },
  ];
}

function statusOf(checked: readonly CheckedModule[], problems: readonly Problem[]): ExitStatus {
  if (checked.length === 0 || problems.some(isError)) return EXIT.failure;
  return allLoad(checked) ? EXIT.clean : EXIT.findings;
}
