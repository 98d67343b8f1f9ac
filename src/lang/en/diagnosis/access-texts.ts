/** Findings about symbols that a module may not have, in words. */
import { count, counted, listed } from '../../../base/text.ts';
import type { SymbolEnd } from '../../../history/ends/symbol-end.ts';
import { endSentence } from './symbol-end-sentences.ts';
import { NO, type FindingText, someOf } from './words.ts';

export const gplAndProprietary: FindingText = (words, finding) => {
  const owner = finding.owner ?? 'a proprietary module';
  return {
    answer: `${words.Module} uses GPL-only symbols of the kernel and symbols of the proprietary module ${owner} at once: since Linux 5.9 the kernel refuses that. Nothing is missing, and a rebuild does not help.`,
    because: [
      `${owner} exports ${words.names.length === 0 ? 'the symbols' : someOf(words.names)}; the kernel does not let ${words.module} have them, as it would pass GPL-only symbols on to a proprietary module (inherit_taint()).`,
      ...(finding.followUps === 0
        ? []
        : [
            `The ${counted(finding.followUps, 'line', 'lines')} "Unknown symbol … (err -2)" only ${finding.followUps === 1 ? 'follows' : 'follow'} from this.`,
          ]),
    ],
    todo: [
      {
        say: owner.startsWith('nvidia')
          ? 'Use NVIDIA’s open kernel modules (nvidia-open), whose licence is Dual MIT/GPL, instead of the proprietary ones.'
          : `Use a build of ${owner} under a GPL-compatible licence, if there is one.`,
      },
      {
        say: `Or use a version of ${words.module} that does not mix both: its maker has to take out one or the other.`,
      },
    ],
    rebuild: NO,
    more: [
      { say: 'The licences of both:', run: `modinfo -F license ${owner} ${finding.module ?? ''}`.trim() },
      ...words.askKernel(),
    ],
  };
};

export const namespace: FindingText = (words, finding) => {
  const byNamespace = Map.groupBy(finding.symbols, ({ namespace: each }) => each ?? '');
  const namespaces = [...byNamespace.keys()].filter((each) => each !== '');
  const kernel = finding.kernel?.uname;
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(kernel ?? '') ?? [];
  const version = major === '' ? undefined : Number(major) * 1000 + Number(minor);
  const line = (each: string) =>
    version === undefined
      ? `MODULE_IMPORT_NS("${each}");   /* before 6.13: MODULE_IMPORT_NS(${each}); */`
      : version >= 6013
        ? `MODULE_IMPORT_NS("${each}");`
        : `MODULE_IMPORT_NS(${each});`;
  const since = namespaces.flatMap((each) =>
    SINCE[each] === undefined ? [] : [`${each} is a namespace ${SINCE[each]}.`],
  );
  return {
    answer: `${words.Module} uses symbols of the namespace ${listed(namespaces)} and does not import it. Add ${listed(namespaces.map((each) => line(each).replace(/;.*/, '')))} to its source and rebuild.`,
    because: [
      ...[...byNamespace].map(
        ([each, symbols]) =>
          `Of ${each === '' ? 'a namespace' : each}: ${someOf(symbols.map(({ symbol }) => symbol))}.`,
      ),
      ...since,
      ...words.followUps(),
    ],
    todo: [
      {
        say: 'Put this line beside MODULE_LICENSE() in one source file of the module (a string since Linux 6.13, a bare word before):',
        run: namespaces.map(line).join('\n'),
      },
      words.headers(),
      words.build(),
    ],
    rebuild:
      'Not alone: after the line above is added, yes. A newer version of the driver may have it already.',
    more: finding.isBuild ? [] : words.askKernel(),
  };
};

export const notExported: FindingText = (words, finding) => {
  const outside = [...new Set(finding.symbols.flatMap(({ outside }) => outside ?? []))];
  const isBuild = finding.isBuild;
  const gone = finding.symbols.filter(
    ({ end, presence }) =>
      isKnown(end) || (presence.length > 0 && presence.some(({ isInNewest }) => !isInNewest)),
  );
  const there = finding.symbols.filter(
    ({ presence, end }) => !isKnown(end) && presence.some(({ isInNewest }) => isInNewest),
  );
  const ofOthers = outside.length > 0;
  const subject =
    finding.symbols.length === 1
      ? `the symbol ${words.names[0] ?? ''}`
      : `${counted(finding.symbols.length, 'symbol', 'symbols')} (${someOf(words.names)})`;
  const answer = isBuild
    ? `${words.Module} does not link for ${finding.kernel === undefined ? 'this kernel' : words.kernel}: ${subject} ${finding.symbols.length === 1 ? 'is' : 'are'} not exported there. The source must do without ${finding.symbols.length === 1 ? 'it' : 'them'}, or the module that provides ${finding.symbols.length === 1 ? 'it' : 'them'} must be named.`
    : `${words.Module} needs ${subject}, which ${finding.kernel === undefined ? 'the kernel that refused it' : words.kernel} does not export, nor any module that was loaded. A rebuild alone does not help.`;
  return {
    answer,
    because: [
      ...finding.symbols.slice(0, 40).map((each) => `${each.symbol}: ${endSentence(each)}`),
      ...(finding.symbols.length > 40 ? [`… and ${count(finding.symbols.length - 40)} more.`] : []),
    ],
    todo: [
      ...(gone.length > 0
        ? [
            {
              say: `Take a version of the driver that no longer needs ${someOf(
                gone.map(({ symbol }) => symbol),
                3,
              )}: its source has to change.`,
            },
          ]
        : []),
      ...(ofOthers
        ? [
            isBuild
              ? {
                  say: `Build against the Module.symvers of the provider (${listed(outside)}):`,
                  run: words.build('<provider>/Module.symvers').run ?? '',
                }
              : { say: `Load the module that provides them first (${listed(outside)}).` },
          ]
        : []),
      ...(there.length > 0
        ? [
            isBuild
              ? {
                  say: `${someOf(
                    there.map(({ symbol }) => symbol),
                    3,
                  )}: exported by kernels on file, so look at the configuration of yours, at Module.symvers in the headers, and at a licence that is not GPL-compatible (MODULE_LICENSE).`,
                }
              : {
                  say: `${someOf(
                    there.map(({ symbol }) => symbol),
                    3,
                  )}: exported by kernels on file. Your kernel may be built without them, or keep them from modules that are not GPL-compatible; load with modprobe, which loads dependencies first.`,
                  run: `modprobe ${finding.module ?? '<module>'}`,
                },
          ]
        : []),
      ...(gone.length === 0 && !ofOthers && there.length === 0
        ? [
            {
              say: 'Look for the module that provides them, inside the kernel (its configuration may lack it) or outside:',
              run: `grep -w ${words.names[0] ?? 'SYMBOL'} /proc/kallsyms /lib/modules/${words.uname}/build/Module.symvers`,
            },
          ]
        : []),
    ],
    rebuild:
      ofOthers && gone.length === 0
        ? 'Only with the Module.symvers of the provider; not against the kernel alone.'
        : 'No: a rebuild alone does not help.',
    more: [
      ...words.askKernel(),
      {
        say: 'Whether this kernel has them at all:',
        run: `grep -wE '${words.names.slice(0, 3).join('|')}' /lib/modules/${words.uname}/build/Module.symvers`,
      },
    ],
  };
};

/** The table of known ends has it: it is gone whatever kernels on file export. */
function isKnown(end: SymbolEnd | undefined): boolean {
  return end?.known != null;
}

export const trimmed: FindingText = (words, finding) => ({
  answer: `${words.Module} needs ${words.symbols()} which this Android kernel does not export: GKI kernels are trimmed to the symbols of their KMI lists (TRIM_UNUSED_KSYMS), and these are most likely on none. A rebuild does not help.`,
  because: [
    'Other kernels, Debian’s on file among them, may export them: what counts is the KMI symbol list of this very kernel.',
    ...finding.symbols
      .slice(0, 40)
      .flatMap((each) => (isKnown(each.end) ? [`${each.symbol}: ${endSentence(each)}`] : [])),
  ],
  todo: [
    {
      say: 'Use a kernel whose KMI symbol list has them: add them to android/abi_gki_aarch64_<vendor> (or the protected list) and build the kernel, or build it without TRIM_NONLISTED_KMI.',
    },
    { say: 'Or build the driver into the kernel (=y), where it needs no exports.' },
    ...(finding.symbols.some(({ symbol }) => symbol === 'kallsyms_lookup_name')
      ? [
          {
            say: 'kallsyms_lookup_name is not exported since Linux 5.7: code that needs it must be changed.',
          },
        ]
      : []),
  ],
  rebuild: NO,
  more: [
    { say: 'The release of the kernel, which names its KMI generation:', run: 'uname -r' },
    {
      say: 'Whether it has the symbol at all:',
      run: `zcat /proc/config.gz | grep -E 'TRIM_UNUSED_KSYMS|UNUSED_KSYMS_WHITELIST|MODULE_SIG_PROTECT'`,
    },
  ],
});

export const protectedExport: FindingText = (words) => ({
  answer: `${words.Module} exports ${words.symbols('protected symbol', 'protected symbols')}, which on this Android kernel only modules signed with the key of the kernel's own build may (MODULE_SIG_PROTECT). Use the module of exactly this kernel's system_dlkm.`,
  because: [
    'The kernel answers with EACCES, "Permission denied". Modules that need these symbols then fail with "Unknown symbol … (err -2)": that only follows.',
    'It is a question of the signature, not of CRCs: kernel and GKI modules belong to one build.',
  ],
  todo: [
    {
      say: 'Take this module from the system_dlkm of the very build of the kernel, and flash both together.',
    },
    {
      say: 'Or, for a kernel of your own: sign the module with its key, or build the kernel without CONFIG_MODULE_SIG_PROTECT (or with an empty list android/abi_gki_protected_exports_*).',
    },
  ],
  rebuild: 'No: the same module built again and not signed with the key of the kernel is refused again.',
  more: [
    { say: 'Who signed it:', run: `modinfo -F signer ${words.module}` },
    { say: 'The release of the kernel:', run: 'uname -r' },
  ],
});

export const protectedSymbol: FindingText = (words) => ({
  answer: `${words.Module} uses ${words.symbols()} which this kernel keeps from unsigned modules (err -13, EACCES): on Android it is not on the list of symbols that vendor modules may use. A rebuild does not help.`,
  because: [
    'The symbol is exported and its CRC was not the question. The kernel checks whether the module is signed with its own key (MODULE_SIG_PROTECT), and else whether the symbol is on the KMI list for vendor modules.',
  ],
  todo: [
    {
      say: 'Use a symbol of the KMI list instead, or have this one added to it (android/abi_gki_aarch64_<vendor>).',
    },
    {
      say: 'For a kernel of your own: sign the module with the key of the kernel, or build it without CONFIG_MODULE_SIG_PROTECT.',
    },
    {
      say: 'If the provider of the symbol (cfg80211, mac80211 …) is the vendor’s own module, load that one instead of the GKI module.',
    },
  ],
  rebuild: NO,
  more: [
    { say: 'Whether the module is signed, and by whom:', run: `modinfo -F signer ${words.module}` },
    { say: 'The release of the kernel:', run: 'uname -r' },
  ],
});

export const duplicateExport: FindingText = (words, finding) => ({
  answer: finding.isBuild
    ? `${words.Module} exports ${words.symbols()} which ${finding.owner ?? 'another module'} exports already. One of the two must go.`
    : `${words.Module} exports ${words.symbols()} which ${finding.owner === undefined ? 'another module' : finding.owner === 'kernel' ? 'the kernel itself' : finding.owner} exports already: two drivers for one thing. Unload or blacklist one of the two, then load the other.`,
  because: [
    ...(finding.owner === undefined || finding.owner === 'kernel'
      ? []
      : [`${finding.owner} is loaded, and has the symbol.`]),
    'The kernel refuses the second module that exports a name (ENOEXEC, "Exec format error"): the file itself is not broken.',
  ],
  todo: finding.isBuild
    ? [{ say: 'Rename the symbol, or take the module out of the build that the kernel already has.' }]
    : [
        {
          say: 'Unload the other driver first:',
          run: `modprobe -r ${finding.owner === undefined || finding.owner === 'kernel' ? '<other module>' : finding.owner}`,
        },
        {
          say: 'Keep it from coming back:',
          run: `echo "blacklist ${finding.owner === undefined || finding.owner === 'kernel' ? '<other module>' : finding.owner}" > /etc/modprobe.d/${words.module}.conf`,
        },
        { say: 'If the kernel itself has it (=y), the module cannot be used on this kernel.' },
      ],
  rebuild: NO,
  more: [
    { say: 'Who has it:', run: `grep -w ${words.names[0] ?? 'SYMBOL'} /proc/kallsyms` },
    { say: 'What is loaded:', run: 'lsmod' },
  ],
});

/**
 * Since when symbols are in well-known namespaces: the version of the mainline where a document names it (commit
 * 16b0314aa746 for DMA_BUF), else by the sources of Linux 5.10, 6.1, 6.12 and 7.2. Vendors take such changes back.
 */
const SINCE: Readonly<Record<string, string>> = {
  DMA_BUF: 'since Linux 5.16, and in older kernels whose makers took it back',
  USB_STORAGE: 'in Linux 5.10 already',
  CRYPTO_INTERNAL: 'in Linux 6.1, and not in 5.10',
  IIO_BMC150: 'in Linux 6.1, and not in 5.10',
  HWMON_NCT6775: 'in Linux 6.1, and not in 5.10',
  IDXD: 'in Linux 6.1, and not in 5.10',
  CXL: 'in Linux 6.1, and not in 5.10',
  INTEL_IPU_BRIDGE: 'in Linux 6.12, and not in 6.1',
  INTEL_IPU6: 'in Linux 6.12, and not in 6.1',
  PWM: 'in Linux 6.12, and not in 6.1',
  NETDEV_INTERNAL: 'in Linux 7.2, and not in 6.12',
};
