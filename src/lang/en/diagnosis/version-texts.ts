/** Findings about symbol versions and version magic, in words. */
import { count, counted, listed } from '../../../base/text.ts';
import type { Finding } from '../../../load/diagnosis/finding.ts';
import { VMLINUX } from '../../../kernel/module.ts';
import { replacementOf } from '../../../load/diagnosis/providers.ts';
import { MAGIC_WORDS } from '../../../load/diagnosis/vermagic-difference.ts';
import {
  FEW,
  type FindingText,
  YES,
  byProvider,
  providerSentence,
  someOf,
  updateSentences,
} from './words.ts';

export const kernelChanged: FindingText = (words, finding) => ({
  answer: `${words.Module} was built for another kernel than ${words.kernel}, which refuses it: ${counted(finding.symbols.length, 'symbol that it imports has another CRC there', 'symbols that it imports have other CRCs there')}. Rebuild it for this kernel.`,
  because: [
    `${providerSentence(finding.symbols)} ${isOfKernelAlone(finding) ? 'So it is the kernel that differs, not another module' : 'So the kernel differs, and other modules with it'}: ${someOf(words.names)}.`,
    ...((finding.quote ?? '').includes('Unknown symbol')
      ? [
          'Only the answer is in the text (err -22): the line before it would tell a CRC from a namespace that is not imported.',
        ]
      : []),
    ...updateSentences(finding),
    ...words.builtFor(),
    ...words.followUps(),
  ],
  todo: words.rebuildSteps(),
  rebuild: YES,
  more: [...words.askUpdate(), ...words.askKernel(), ...words.askModule()],
});

export const providerChanged: FindingText = (words, finding) => {
  const providers = [...byProvider(finding.symbols).keys()].filter((name) => name !== '');
  const [first = 'the provider'] = providers;
  const replacement = providers.map(replacementOf).find((each) => each !== undefined);
  const by = replacement?.by ?? 'a package of its own';
  const them = providers.length === 1 ? 'it' : 'them';
  const known = finding.symbols.filter((each) => each.providers.length > 0).length;
  const differ = `${counted(finding.symbols.length, 'symbol has another CRC', 'symbols have other CRCs')}, ${known === finding.symbols.length ? (known === 1 ? 'and it is' : 'all') : `${count(known)} of them known,`} of ${listed(providers)}, none of the kernel itself (vmlinux)`;
  const isLikely = replacement !== undefined && !GRAPHICS.test(first);
  return {
    answer: isLikely
      ? `${words.Module} was built against another ${listed(providers)} than the one that is loaded: ${differ}. Most likely ${by} replaced ${them}: rebuild ${words.module} against the Module.symvers of that package. If nothing replaced ${them}, the kernel was updated: rebuild for the running kernel.`
      : `${words.Module} was built against another ${listed(providers)} than the one that is loaded: ${differ}. Rebuild it for the running kernel; if ${by} replaced ${them}, against the Module.symvers of that package.`,
    because: [
      `${providerSentence(finding.symbols)} None is of vmlinux: ${someOf(words.names)}.`,
      ...updateSentences(finding),
      ...words.builtFor(),
      ...words.followUps(),
    ],
    todo: [
      {
        say: `See which ${first} is loaded: one below updates/ or extra/ replaces the kernel's own.`,
        run: `modinfo -F filename ${first}`,
      },
      words.headers(),
      {
        say: `If it was replaced, build against the Module.symvers of who replaced it${replacement?.symvers === undefined ? ' (it lies where that package was built or in its -devel package)' : ''}:`,
        run: words.build(replacement?.symvers?.split(' (')[0] ?? '<its>/Module.symvers').run ?? '',
      },
      {
        say: `If it was not, the kernel was updated: rebuild for the running kernel.`,
        run: words.build().run ?? '',
      },
      words.reload(),
    ],
    rebuild: `Yes, against the ${listed(providers)} that is loaded (if that was replaced, KBUILD_EXTRA_SYMBOLS names its Module.symvers), if the source of ${words.module} builds for it.`,
    more: [
      ...words.askKernel(),
      {
        say: `Whose ${first} it is, and what it exports:`,
        run: `modinfo ${first}; modprobe --dump-modversions $(modinfo -n ${finding.module ?? '<module>'})`,
      },
    ],
  };
};

/** Sure where the names tell the provider, or the kernel is on file and has no such exports: other kernels may have. */
export const otherModuleChanged: FindingText = (words, finding) => {
  const outside = [...new Set(finding.symbols.flatMap(({ outside }) => outside ?? []))];
  const isSure =
    finding.symbols.every((each) => each.outside !== undefined) || finding.onFile?.build.coverage === 'all';
  const who = outside.length === 0 ? 'another module from outside the kernel' : listed(outside);
  const differ = `${counted(finding.symbols.length, 'symbol has another CRC than it expects', 'symbols have other CRCs than it expects')} (${someOf(words.names)})`;
  return {
    answer: isSure
      ? `${words.Module} was built against another build of ${who}: ${differ}, and no kernel on file exports ${words.names.length === 1 ? 'it' : 'any of them'}. Rebuild it against the Module.symvers of the provider that is loaded.`
      : `${words.Module} was built for another kernel, or against another build of a module that it uses: ${differ}. No kernel on file exports ${words.names.length === 1 ? 'it' : 'any of them'}, so it is not known whose ${words.names.length === 1 ? 'it is' : 'they are'}. Rebuild it for the running kernel, and with the Module.symvers of the provider if that is a module from outside the kernel.`,
    because: [
      `No kernel on file exports ${someOf(words.names)}${isSure ? ": they come from another module outside the kernel's tree" : ''}.`,
      ...words.builtFor(),
      ...words.followUps(),
    ],
    todo: [
      { say: 'Find who provides the symbols:', run: `grep -w ${words.names[0] ?? 'SYMBOL'} /proc/kallsyms` },
      words.headers(),
      {
        say: 'Build it, with the Module.symvers of that module if it is none of the kernel:',
        run: words.build('<provider>/Module.symvers').run ?? '',
      },
      words.reload(),
    ],
    rebuild: isSure
      ? 'Yes, with the Module.symvers of the provider (KBUILD_EXTRA_SYMBOLS), if its source builds; against the kernel headers alone it does not help.'
      : 'Yes, against the headers of exactly this kernel, if its source builds for it; with the Module.symvers of the provider (KBUILD_EXTRA_SYMBOLS), if that is another module from outside the kernel.',
    more: [
      { say: 'Give the Module.symvers of the provider together with the module: kabi check takes both.' },
      ...words.askKernel(),
    ],
  };
};

/** Symbols that only old headers call: the source names what calls them, and new headers call others. */
export const calledOtherwise: FindingText = (words, finding) => ({
  answer: `${words.Module} was built for another kernel than ${words.kernel}, whose headers call other functions in place of ${someOf(words.names)}. Rebuild it for this kernel.`,
  because: [
    ...finding.symbols
      .slice(0, FEW)
      .map(
        ({ symbol, heir }) => `${symbol}: this kernel exports ${heir ?? ''}, which its headers call instead.`,
      ),
    ...words.builtFor(),
  ],
  todo: words.rebuildSteps(),
  rebuild: YES,
  more: [...words.askModule()],
});

export const moduleLayout: FindingText = (words, finding) => ({
  answer: `${words.Module} was built for another kernel than ${words.kernel}, which refuses it by the first CRC that it compares, that of module_layout. Rebuild it for this kernel.`,
  because: [
    'module_layout stands for struct module and the other types that loader and module share. It is compared before all other symbols: one line is all that the kernel says, whatever else differs.',
    ...updateSentences(finding),
    ...words.builtFor(),
    ...words.followUps(),
  ],
  todo: words.rebuildSteps(),
  rebuild: YES,
  more: [
    ...words.askUpdate(),
    ...words.askKernel(),
    {
      say: 'The CRC of module_layout that the module has, which tells the kernels it can have been built for:',
      run: `modprobe --dump-modversions $(modinfo -n ${finding.module ?? '<module>'}) | grep module_layout`,
    },
  ],
});

export const vermagic: FindingText = (words, finding) => {
  const { magic } = finding;
  const only = [...(magic?.onlyKernel ?? []), ...(magic?.onlyModule ?? [])];
  const meaning = only.flatMap((word) =>
    MAGIC_WORDS[word] === undefined ? [] : [`${word} is ${MAGIC_WORDS[word]}`],
  );
  const differs = [
    ...(magic === undefined || magic.onlyKernel.length === 0
      ? []
      : [`the kernel has ${listed(magic.onlyKernel)}, the module has not`]),
    ...(magic === undefined || magic.onlyModule.length === 0
      ? []
      : [`the module has ${listed(magic.onlyModule)}, the kernel has not`]),
  ];
  const option = magic?.kernel.split('+')[1] ?? magic?.module.split('+')[1] ?? '';
  const answer =
    magic?.release === 'same'
      ? `${words.Module} is for this very release, ${magic.kernel}, but was built with other options: ${differs.length === 0 ? 'the version magic differs only in blanks or order' : differs.join('; ')}. Rebuild it with the headers and the compiler of this kernel.`
      : magic?.release === 'flavour'
        ? `${words.Module} is for ${magic.module}, and ${magic.kernel} runs: the same source, but another build (${option}). Boot ${magic.module}, or rebuild the module for ${magic.kernel}.`
        : `${words.Module} was built for ${magic?.module ?? 'another kernel'}, and ${magic?.kernel ?? 'another'} runs: the version magic differs. Rebuild it for the kernel that runs, or boot the other.`;
  const retpoline = only.includes('retpoline') && magic?.onlyKernel.includes('retpoline') === true;
  const hasCrcs = magic?.onlyModule.includes('modversions') !== true && finding.magic !== undefined;
  return {
    answer,
    because: [
      ...(magic?.release === 'same' ? ['It is not of another release: the names are equal.'] : []),
      ...(magic?.release === 'same' || differs.length === 0
        ? []
        : [`Besides the release, words differ: ${differs.join('; ')}.`]),
      ...meaning.map((each) => `${each}.`),
      ...(retpoline
        ? [
            'The module was built by a compiler without retpolines, or before the kernel turned them on: update gcc, then rebuild.',
          ]
        : []),
      ...(magic?.release === 'other' && hasCrcs && !(finding.quote ?? '').includes('modversions')
        ? [
            'Without symbol versions (modversions) the whole version magic must be equal: a module serves one build of the kernel only.',
          ]
        : []),
      ...(magic?.machine === undefined ? [] : [`The kernel is for ${machineWords(magic.machine)}.`]),
    ],
    todo: [
      ...(retpoline ? [{ say: 'Update the compiler to the one that the kernel was built with.' }] : []),
      ...words.rebuildSteps(),
    ],
    rebuild: retpoline
      ? 'Yes, with a compiler that knows retpolines and the headers of exactly this kernel, if its source builds for it.'
      : YES,
    more: [
      {
        say: 'Whether its symbols fit, too:',
        run: `modprobe --dump-modversions $(modinfo -n ${finding.module ?? '<module>'})`,
      },
    ],
  };
};

function isOfKernelAlone({ symbols }: Finding): boolean {
  return symbols.every(({ providers }) => providers.includes(VMLINUX));
}

/** Of these, a kernel's own update is as likely. */
const GRAPHICS = /^(?:drm|ttm|i915|xe|radeon|nouveau)/;

function machineWords(machine: string): string {
  return machine === 'i386' ? '32-bit x86 (i386)' : machine === 'arm' ? '32-bit ARM' : machine;
}
