/** Findings about packages and checks of the kABI, in words. */
import { count, counted } from '../../../base/text.ts';
import { formatCrc } from '../../../kernel/export.ts';
import { snapshotName } from '../../../kernel/snapshot.ts';
import type { DiagnosisCause, Finding } from '../../../load/diagnosis/finding.ts';
import { type FindingText, plain, providerSentence, someOf } from './words.ts';

export const PACKAGE_TEXTS = {
  'openwrt-hash': plain((_, finding) => ({
    answer: `${finding.package ?? 'The package'} is for another build of OpenWrt: it wants the kernel ${finding.kernel?.uname ?? ''}, where the last part is a hash of the kernel's configuration. It says nothing of symbols. Install the package of the very build that runs, or build both together.`,
    because: [
      'OpenWrt has no symbol versions: each build of the kernel has a hash over its configuration in its version, and packages of modules (kmod-…) fit exactly that hash.',
      'A kernel of your own, a snapshot of another day or another maker’s build has another hash.',
    ],
    todo: [
      {
        say: 'For an official release: use its own package feed, and install nothing from another. For a snapshot: flash the current one first, then install the packages of the same day.',
      },
      {
        say: 'For a build of your own: build the kmod packages in the same tree (make menuconfig: =m), or include them in the image.',
      },
      { say: 'See which kernel runs:', run: 'opkg list-installed kernel    # or: apk list -I kernel' },
    ],
    rebuild:
      'Only of the package with the very tree and configuration of the running image. --force-depends installs a module that may crash: nothing checks it.',
  })),
  'package-needs-symbols': plain((words, finding) => {
    const onFile = finding.builtForOnFile.map(({ id }) => snapshotName(id));
    return {
      answer: `${finding.package ?? 'The package'} is built for another kernel than those that your repositories offer: it needs ${counted(finding.symbols.length, 'symbol', 'symbols')} with CRCs that no kernel there has. Install the kernel it was built for, or a build of the package for yours.`,
      because: [
        `Wanted: ${someOf(finding.symbols.map(({ symbol, builtAgainst }) => `${symbol}${builtAgainst === null ? '' : ` ${formatCrc(builtAgainst)}`}`))}.`,
        onFile.length > 0
          ? `On file, these kernels have them: ${someOf(onFile)}.`
          : 'No kernel on file here has these CRCs.',
        ...elHint(finding.package),
      ],
      todo: [
        {
          say: 'See which kernels are there, and which one has the symbol:',
          run: `dnf repoquery --whatprovides 'kernel(${words.names[0] ?? 'module_layout'}) = ${firstCrc(finding)}'`,
        },
        {
          say: 'Install the version of the package for your minor release (packages for .el9_4 are for 9.4), or update the kernel to the one that it was built for.',
        },
        { say: 'Or rebuild the package for the kernel that runs.' },
      ],
      rebuild:
        'Yes: of the package, for the installed kernel, if its source builds for it. Forcing it in does not help: the kernel compares the CRCs, too.',
      more: [
        {
          say: 'All that it needs:',
          run: `rpm -qp --requires ${finding.package ?? '<package>'}.rpm | grep 'kernel('`,
        },
        { say: 'What the kernel provides:', run: "rpm -q --provides kernel-core | grep 'kernel(' | head" },
      ],
    };
  }),
  'package-needs-kernel': plain((words, finding) => ({
    answer: `${finding.package ?? 'The package'} is for ${finding.kernel === undefined ? `another kernel${finding.owner === undefined ? '' : ` (it needs the module ${finding.owner})`}` : `the kernel ${finding.kernel.uname}`}, which is not installed or not offered. Install that kernel, or the package for yours.`,
    because: [`Said: "${finding.quote ?? ''}".`],
    todo: [
      words.distribution?.packages === 'dnf' || words.distribution?.packages === 'yum'
        ? { say: 'See the kernels on offer:', run: 'dnf list --showduplicates kernel-core' }
        : { say: 'See the kernels on offer, and take a matching pair of kernel and package.' },
    ],
    rebuild: 'Yes: of the package, for the installed kernel, if its source builds for it.',
    more: words.askKernel(),
  })),
  'weak-modules': plain((words, finding) => ({
    answer: `${words.Module}, built for ${finding.builtFor ?? 'an older kernel'}, does not fit ${words.kernel}: ${counted(finding.symbols.length, 'symbol that it imports has another CRC or is gone', 'symbols that it imports have other CRCs or are gone')} (${someOf(words.names)}). weak-modules does not link it there. Install or build the module for that kernel.`,
    because: [
      'weak-modules compares all imports with the exports of the other kernel; only a module that uses nothing but symbols of the kABI list can be sure to fit all updates of a minor release.',
      ...(isOtherMinor(finding)
        ? [
            `${finding.builtFor ?? ''} and ${finding.kernel?.uname ?? ''} are of different minor releases, between which more symbols may change.`,
          ]
        : []),
    ],
    todo: [
      {
        say: 'Install the package of the module for this kernel or minor release:',
        run: `dnf update 'kmod-*'    # EL7: yum`,
      },
      ...words.rebuildSteps(),
    ],
    rebuild:
      'Yes, if its symbols are all there with other CRCs, and its source builds for that kernel; the message does not say which of them are gone.',
    more: [
      {
        say: 'All that it imports:',
        run: `modprobe --dump-modversions $(modinfo -n ${finding.module ?? '<module>'})`,
      },
    ],
  })),
  'abi-check': plain((words, finding) => ({
    answer: `The kABI check found a break: ${words.symbols('symbol differs', 'symbols differ')} from the reference. Something that ${finding.symbols.length === 1 ? 'it reaches' : 'they reach'} was changed by the patch; modules built before will be refused.`,
    because: [providerSentence(finding.symbols), ...sharedWords(finding)],
    todo: [
      {
        say: 'See which type changed, from the builds before and after (Module.symvers with symtypes, or vmlinux with BTF):',
        run: 'kabi compare OLD NEW',
      },
      {
        say: 'Keep the layout: use a reserved field, put new members where genksyms does not look (#ifndef __GENKSYMS__) only if the layout stays, or move them to the end of a structure that only the kernel allocates.',
      },
      {
        say: 'If the break is meant, update the reference list of the package (Module.kabi_<arch>), or build without the check (rpmbuild --without kabichk).',
      },
    ],
    rebuild:
      'Of the kernel: with the layout kept. Of modules: all that use these symbols, if the break is meant.',
    more: [{ say: 'The types behind each CRC, of both builds:', run: 'make KBUILD_SYMTYPES=1 <dir>/' }],
  })),
  'abi-not-guaranteed': plain((words) => ({
    answer: `Nothing is broken: the package uses ${words.symbols('symbol', 'symbols')} that ${words.names.length === 1 ? 'is' : 'are'} not on Red Hat's kABI list. They may change with any update of the kernel, and the package must then be rebuilt; symbols on the list keep their CRC within a minor release (since RHEL 9; before: within the major one).`,
    because: ['module_layout and __x86_return_thunk stand in such lists of nearly every module.'],
    todo: [
      {
        say: 'Rebuild the package for each minor release, and test it with each update; or ask for the symbols to be added to the list.',
      },
    ],
    rebuild: 'Not needed now; with a later kernel, yes.',
    more: [{ say: 'What is promised: the page of Red Hat’s policy on this site.' }],
  })),
} as const satisfies Partial<Record<DiagnosisCause, FindingText>>;

function elHint(name: string | undefined): string[] {
  const minor = /\.el(\d+)_(\d+)/.exec(name ?? '');
  return minor === null
    ? []
    : [`The name says that it is for Enterprise Linux ${minor[1] ?? ''}.${minor[2] ?? ''}.`];
}

function firstCrc({ symbols }: Finding): string {
  const crc = symbols[0]?.builtAgainst ?? null;
  return crc === null ? '<crc>' : formatCrc(crc);
}

function isOtherMinor({ builtFor = '', kernel }: Finding): boolean {
  const minor = (uname: string) => /\.el\d+(?:_\d+)?/.exec(uname)?.[0] ?? '';
  const build = (uname: string) => /^[\d.]+-(\d+)/.exec(uname)?.[1] ?? '';
  const other = kernel?.uname ?? '';
  return minor(builtFor) !== '' && (minor(builtFor) !== minor(other) || build(builtFor) !== build(other));
}

function sharedWords({ symbols }: Finding): string[] {
  const prefixes = Map.groupBy(symbols, ({ symbol }) => symbol.replace(/^_+/, '').split('_')[0] ?? '');
  const [largest] = [...prefixes].sort(([, a], [, b]) => b.length - a.length);
  return largest !== undefined && largest[1].length > 3
    ? [
        `${count(largest[1].length)} of them begin with ${largest[0]}_: most likely one type that they share changed.`,
      ]
    : [];
}
