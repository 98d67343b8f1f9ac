import { snapshotName } from '../../../src/kernel/snapshot.ts';
import { isError, sortProblems, type Problem } from '../../../src/base/problems.ts';
import { EXIT, UsageError, type ExitStatus } from '../../engine/exit.ts';
import { readKernelBuild } from '../../corpus/read.ts';
import { kernelsOnFile, selectKernels, type KernelOnFile } from '../kernels.ts';
import { formatProblems } from '../problem-list.ts';
import { checkReport } from '../../../src/views/check/check-report.ts';
import { checkText } from '../../../src/views/check/check-text.ts';
import { allLoad, type CheckedModule } from '../../../src/load/checked-module.ts';
import { checkDriver, openEach } from '../../../src/load/check.ts';
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
    const driver = await openEach(positionals, (file) => openDriver(file));
    const checked = await checkDriver(
      driver,
      selected.map(({ id, record, isNamed }) => ({
        id,
        isNamed,
        read: () => readKernelBuild(content, id, record),
      })),
    );
    const all = sortProblems([...problems, ...checked.problems]);
    if (isJson) process.stdout.write(`${JSON.stringify(checkReport(checked.modules, all), undefined, 2)}\n`);
    else {
      process.stdout.write(checkText(checked.modules));
      process.stderr.write(formatProblems(all));
    }
    return statusOf(checked.modules, all);
  },
};

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

function statusOf(checked: readonly CheckedModule[], problems: readonly Problem[]): ExitStatus {
  if (checked.length === 0 || problems.some(isError)) return EXIT.failure;
  return allLoad(checked) ? EXIT.clean : EXIT.findings;
}
