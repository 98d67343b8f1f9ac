/** A finding of a diagnosis (src/load/diagnosis) in words: the answer, why, what to do, whether a rebuild is enough, what would tell more. */
import { distributionNamed, distributionOf, type Distribution } from '../../kernel/distribution.ts';
import { formatCrc } from '../../kernel/export.ts';
import { snapshotName } from '../../kernel/snapshot.ts';
import { loadErrorOf } from '../../formats/logs/errno-words.ts';
import type { Finding, SymbolFinding } from '../../load/diagnosis/finding.ts';
import { MAGIC_WORDS } from '../../load/diagnosis/vermagic-difference.ts';
import { replacementOf } from '../../load/diagnosis/providers.ts';
import { VMLINUX } from '../../load/diagnosis/on-file.ts';
import { count, counted, listed } from '../../base/text.ts';
import { endSentence, presenceSentence } from './symbol-end-sentences.ts';

/** Something to do, and the command for it where there is one. */
export interface Step {
  readonly say: string;
  readonly run?: string;
}

export interface DiagnosisText {
  readonly answer: string;
  readonly because: readonly string[];
  readonly todo: readonly Step[];
  readonly rebuild: string;
  readonly more: readonly Step[];
}

export function diagnosisText(finding: Finding): DiagnosisText {
  const words = new Words(finding);
  return TEXTS[finding.cause](words, finding);
}

/** Names that a sentence lists before it counts. */
const FEW = 6;

export function someOf(names: readonly string[], most = FEW): string {
  if (names.length <= most + 1) return listed(names);
  return `${names.slice(0, most).join(', ')} and ${count(names.length - most)} more`;
}

/** The words that many findings share. */
class Words {
  readonly #finding: Finding;

  constructor(finding: Finding) {
    this.#finding = finding;
  }

  get module(): string {
    return this.#finding.module ?? this.#finding.package ?? 'the module';
  }

  get Module(): string {
    return this.#finding.module ?? this.#finding.package ?? 'The module';
  }

  /** `the kernel 6.1.0-54-amd64 (Debian 12)` */
  get kernel(): string {
    const { kernel, onFile } = this.#finding;
    if (kernel === undefined) return 'the running kernel';
    return `the kernel ${kernel.uname}${onFile === undefined ? '' : ` (${onFile.title})`}`;
  }

  get uname(): string {
    return this.#finding.kernel?.uname ?? '$(uname -r)';
  }

  get distribution(): Distribution | undefined {
    const { kernel, distribution } = this.#finding;
    const known = kernel === undefined ? undefined : distributionOf(kernel.uname);
    return known ?? (distribution === undefined ? undefined : distributionNamed(distribution));
  }

  get names(): readonly string[] {
    return this.#finding.symbols.map(({ symbol }) => symbol);
  }

  symbols(one = 'symbol', many = 'symbols'): string {
    return `${counted(this.names.length, one, many)} (${someOf(this.names)})`;
  }

  headers(): Step {
    const command = this.distribution?.headers(this.uname);
    const which = this.#finding.kernel === undefined ? 'the running kernel (uname -r names it)' : this.uname;
    if (command !== undefined) return { say: `Install the headers of exactly ${which}:`, run: command };
    return { say: `Install the headers of exactly ${which}, or have the tree that it was built in.` };
  }

  build(symvers?: string): Step {
    const target = `make -C /lib/modules/${this.uname}/build M=$PWD${symvers === undefined ? '' : ` KBUILD_EXTRA_SYMBOLS=${symvers}`} modules`;
    if (symvers === undefined && this.distribution?.hasDkms !== false)
      return {
        say: 'Build it again for that kernel: with DKMS if it has the module (dkms status shows it), else with make in its source.',
        run: `dkms autoinstall -k ${this.uname}    # or: ${target}`,
      };
    return { say: 'Build it again, in its source:', run: target };
  }

  reload(): Step {
    return {
      say: 'Load it:',
      run: `depmod -a ${this.uname} && modprobe ${this.#finding.module ?? '<module>'}`,
    };
  }

  rebuildSteps(): Step[] {
    const stale: Step[] =
      this.distribution?.packages === 'pacman'
        ? [
            {
              say: 'If the kernel was just updated, reboot first: the modules of the old one are gone from the disk.',
            },
          ]
        : [];
    return [...stale, this.headers(), this.build(), this.reload()];
  }

  followUps(): string[] {
    const { followUps } = this.#finding;
    if (followUps === 0) return [];
    const lines = counted(followUps, 'line', 'lines');
    return [
      `The ${lines} with "Unknown symbol" ${followUps === 1 ? 'follows' : 'follow'} from this: the symbols are there.`,
    ];
  }

  builtFor(): string[] {
    const { builtFor, builtForOnFile } = this.#finding;
    const onFile = builtForOnFile.map(({ id }) => snapshotName(id));
    return [
      ...(builtFor === undefined ? [] : [`It was built for ${builtFor}.`]),
      ...(onFile.length === 0 ? [] : [`The CRCs that it was built against are those of ${someOf(onFile)}.`]),
    ];
  }

  /** What would name the kernel, where the text does not. */
  askKernel(): Step[] {
    const { kernel } = this.#finding;
    if (kernel !== undefined) return [];
    return [
      { say: 'Which kernel refused it: the line "Linux version …" of the same log, or', run: 'uname -r' },
    ];
  }

  askModule(): Step[] {
    const name = this.#finding.module ?? '<module>';
    return [
      ...(this.#finding.builtFor === undefined
        ? [{ say: 'Which kernel it was built for:', run: `modinfo -F vermagic ${name}` }]
        : []),
      {
        say: 'All that it imports, to be compared with every kernel on file:',
        run: `modprobe --dump-modversions $(modinfo -n ${name})`,
      },
    ];
  }

  askLog(): Step {
    return { say: 'What the kernel itself said, which names the reason:', run: 'dmesg | tail -n 50' };
  }
}

const YES = 'Yes: a rebuild against the headers of exactly this kernel is enough.';
const NO = 'No: a rebuild does not help.';
const AFTER = 'Not alone: the change above comes first, then a rebuild.';

/** How many of the symbols are of which module: `18 of vmlinux, 2 of drm`. */
function byProvider(symbols: readonly SymbolFinding[]): Map<string, SymbolFinding[]> {
  const groups = new Map<string, SymbolFinding[]>();
  for (const each of symbols) {
    const name = each.providers.includes(VMLINUX) ? VMLINUX : (each.providers[0] ?? '');
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return groups;
}

function providerSentence(symbols: readonly SymbolFinding[]): string {
  const groups = byProvider(symbols);
  const known = [...groups].filter(([name]) => name !== '').sort(([, a], [, b]) => b.length - a.length);
  const parts = known.map(
    ([name, each]) => `${count(each.length)} of ${name === VMLINUX ? 'the kernel itself (vmlinux)' : name}`,
  );
  const unknown = groups.get('')?.length ?? 0;
  const rest = unknown === 0 ? '' : `${known.length === 0 ? '' : ', '}${count(unknown)} of no module on file`;
  const [first] = known;
  if (known.length === 1 && unknown === 0 && first !== undefined) {
    const who = first[0] === VMLINUX ? 'the kernel itself (vmlinux)' : first[0];
    return symbols.length === 1
      ? `The symbol is exported by ${who}.`
      : `All ${count(symbols.length)} symbols are exported by ${who}.`;
  }
  return `Of the ${counted(symbols.length, 'symbol', 'symbols')}: ${listed(parts)}${rest}.`;
}

/** In which update the CRCs changed, where the kernel is on file. */
function updateSentences({ symbols, onFile }: Finding): string[] {
  if (onFile === undefined) return [];
  const changed = symbols.filter(({ update }) => update !== undefined);
  const byUpdate = Map.groupBy(changed, ({ update }) => `${update?.from ?? ''} to ${update?.to ?? ''}`);
  const sentences = [...byUpdate].map(([update, each]) => {
    const details = each
      .slice(0, FEW)
      .map(({ symbol, update: at }) => `${symbol} ${crcWords(at?.before)} → ${crcWords(at?.after)}`);
    const more = each.length > FEW ? `, and ${count(each.length - FEW)} more` : '';
    return `On file: changed in the update from ${update} of ${onFile.title}: ${details.join(', ')}${more}.`;
  });
  const same = symbols.filter(({ update, inKernel }) => update === undefined && typeof inKernel === 'number');
  if (same.length > 0)
    sentences.push(
      `Unchanged in all builds on file up to ${snapshotName(onFile.id)}: ${someOf(same.map(({ symbol }) => symbol))}; the module was built for a kernel that is not among them.`,
    );
  return sentences;
}

function crcWords(crc: number | null | undefined): string {
  return crc === null || crc === undefined ? 'not exported' : formatCrc(crc);
}

type Text = (words: Words, finding: Finding) => DiagnosisText;

const kernelChanged: Text = (words, finding) => ({
  answer: `${words.Module} was built for another kernel than ${words.kernel}, which refuses it: ${counted(finding.symbols.length, 'symbol that it imports has another CRC there', 'symbols that it imports have other CRCs there')}. Rebuild it for this kernel.`,
  because: [
    `${providerSentence(finding.symbols)} So the kernel changed, not another module: ${someOf(words.names)}.`,
    ...updateSentences(finding),
    ...words.builtFor(),
    ...words.followUps(),
  ],
  todo: words.rebuildSteps(),
  rebuild: YES,
  more: [...words.askKernel(), ...words.askModule()],
});

const providerChanged: Text = (words, finding) => {
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
    rebuild: `Yes, if it is built against the ${listed(providers)} that is loaded: KBUILD_EXTRA_SYMBOLS names its Module.symvers.`,
    more: [
      ...words.askKernel(),
      {
        say: `Whose ${first} it is, and what it exports:`,
        run: `modinfo ${first}; modprobe --dump-modversions $(modinfo -n ${finding.module ?? '<module>'})`,
      },
    ],
  };
};

/** Of these, a kernel's own update is as likely. */
const GRAPHICS = /^(?:drm|ttm|i915|xe|radeon|nouveau)/;

const otherModuleChanged: Text = (words, finding) => {
  const outside = [...new Set(finding.symbols.flatMap(({ outside }) => outside ?? []))];
  const who = outside.length === 0 ? 'another module from outside the kernel' : listed(outside);
  return {
    answer: `${words.Module} was built against another build of ${who}: ${counted(finding.symbols.length, 'symbol has another CRC', 'symbols have other CRCs')} than it expects, and none of them is exported by a kernel on file. Rebuild it against the Module.symvers of the provider that is loaded.`,
    because: [
      `No kernel on file exports ${someOf(words.names)}: they come from another module outside the kernel's tree.`,
      ...words.builtFor(),
      ...words.followUps(),
    ],
    todo: [
      { say: 'Find who provides the symbols:', run: `grep -w ${words.names[0] ?? 'SYMBOL'} /proc/kallsyms` },
      words.headers(),
      {
        say: 'Build it with the Module.symvers of that module:',
        run: words.build('<provider>/Module.symvers').run ?? '',
      },
      words.reload(),
    ],
    rebuild:
      'Yes, with the Module.symvers of the provider (KBUILD_EXTRA_SYMBOLS); against the kernel headers alone it does not help.',
    more: [
      { say: 'Give the Module.symvers of the provider together with the module: kabi check takes both.' },
      ...words.askKernel(),
    ],
  };
};

const moduleLayout: Text = (words, finding) => ({
  answer: `${words.Module} was built for another kernel than ${words.kernel}, which refuses it: struct module itself differs (module_layout). That is checked first and stands for the whole kernel. Rebuild it for this kernel.`,
  because: [
    'module_layout is the CRC of struct module and a few others: it names the generation of a kernel, so one line is all that the kernel says, whatever else differs.',
    ...updateSentences(finding),
    ...words.builtFor(),
    ...words.followUps(),
  ],
  todo: words.rebuildSteps(),
  rebuild: YES,
  more: [
    ...words.askKernel(),
    {
      say: 'The CRC of module_layout that the module has, which tells the kernels it can have been built for:',
      run: `modprobe --dump-modversions $(modinfo -n ${finding.module ?? '<module>'}) | grep module_layout`,
    },
  ],
});

const vermagic: Text = (words, finding) => {
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
      ? 'Yes, with a compiler that knows retpolines and the headers of exactly this kernel.'
      : YES,
    more: [
      {
        say: 'Whether its symbols fit, too:',
        run: `modprobe --dump-modversions $(modinfo -n ${finding.module ?? '<module>'})`,
      },
    ],
  };
};

function machineWords(machine: string): string {
  return machine === 'i386' ? '32-bit x86 (i386)' : machine === 'arm' ? '32-bit ARM' : machine;
}

const gplAndProprietary: Text = (words, finding) => {
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

const namespace: Text = (words, finding) => {
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
    SINCE[each] === undefined ? [] : [`${each} is a namespace since Linux ${SINCE[each]}.`],
  );
  return {
    answer: `${words.Module} uses symbols of the namespace ${listed(namespaces)} and does not import it. Add ${namespaces.map((each) => `MODULE_IMPORT_NS("${each}")`).join(' and ')} to its source and rebuild.`,
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

/** The first kernels with well-known namespaces. */
const SINCE: Readonly<Record<string, string>> = {
  DMA_BUF: '5.16',
  USB_STORAGE: '5.4',
  CRYPTO_INTERNAL: '5.17',
  NTFS3: '5.15',
  IIO_BMC150: '5.17',
  INTEL_IPU_BRIDGE: '6.6',
  INTEL_IPU6: '6.10',
  HWMON_NCT6775: '5.19',
  PWM: '6.1',
  IDXD: '6.3',
  TMP_IIO: '5.17',
  NET_DEVMEM: '6.12',
  NETDEV_INTERNAL: '6.14',
  CXL: '5.14',
  LTC2952: '6.13',
};

const notExported: Text = (words, finding) => {
  const outside = [...new Set(finding.symbols.flatMap(({ outside }) => outside ?? []))];
  const isBuild = finding.isBuild;
  const gone = finding.symbols.filter(
    ({ known, presence }) =>
      known !== undefined || (presence.length > 0 && presence.some(({ isInNewest }) => !isInNewest)),
  );
  const there = finding.symbols.filter(
    ({ presence, known }) => known === undefined && presence.some(({ isInNewest }) => isInNewest),
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

const trimmed: Text = (words, finding) => ({
  answer: `${words.Module} needs ${words.symbols()} which this Android kernel does not export: GKI kernels are trimmed to the symbols of the KMI list (TRIM_UNUSED_KSYMS), and these are not on it. A rebuild does not help.`,
  because: [
    'Other kernels, Debian’s on file among them, may export them: what counts is the KMI symbol list of this very kernel.',
    ...finding.symbols
      .slice(0, 40)
      .flatMap((each) => (each.known === undefined ? [] : [`${each.symbol}: ${endSentence(each)}`])),
  ],
  todo: [
    {
      say: 'Use a kernel whose KMI symbol list has them: add them to android/abi_gki_aarch64_<vendor> (or the protected list) and build the kernel, or build it without TRIM_NONLISTED_KMI.',
    },
    { say: 'Or build the driver into the kernel (=y), where it needs no exports.' },
    ...(finding.symbols.some(({ symbol }) => symbol === 'kallsyms_lookup_name')
      ? [
          {
            say: 'kallsyms_lookup_name is exported by no kernel since 5.7: code that needs it must be changed.',
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

const protectedExport: Text = (words) => ({
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

const protectedSymbol: Text = (words) => ({
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

const duplicateExport: Text = (words, finding) => ({
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

const structModule: Text = (words, finding) => ({
  answer: `${words.Module} was built with another configuration than ${words.kernel} has: its struct module has another size (.gnu.linkonce.this_module). Rebuild it against the headers of exactly this kernel.`,
  because: [
    'The size of struct module depends on the configuration and the version of the kernel. The kernel checks it since 6.4 (6.1 and 5.15 with later updates), before any symbol.',
    'On kernels without CONFIG_MODVERSIONS it is the only check of a layout: headers that fit in name but are of another build, or were not updated with the kernel, cause it.',
    ...words.builtFor(),
  ],
  todo: [
    ...words.rebuildSteps(),
    {
      say: 'If it comes back, the headers are not those of this kernel: reinstall kernel and headers of the same package version, and reboot.',
    },
  ],
  rebuild: YES,
  more: [
    ...words.askKernel(),
    {
      say: 'The version of kernel and headers:',
      run: `uname -v; modinfo -F vermagic ${finding.module ?? '<module>'}`,
    },
  ],
});

const signature: Text = (words, finding) => {
  const isLockdown = /lockdown/i.test(finding.text ?? '');
  return {
    answer:
      `${words.Module} is refused for its signature, not for its kABI: this kernel ${isLockdown ? 'is locked down and' : ''} demands modules that are signed with a key it trusts${isLockdown ? '' : ' (Secure Boot, lockdown or CONFIG_MODULE_SIG_FORCE)'}. Sign the module and enrol the key, or turn the demand off.`.replace(
        '  ',
        ' ',
      ),
    because: [
      'The signature is checked before vermagic and symbols: nothing is known yet of whether those fit.',
      ...(loadErrorOf(finding.text ?? '') === 'EKEYREJECTED' || (finding.text ?? '').includes('rejected')
        ? [
            '"Key was rejected by service": unsigned, or signed with a key that the kernel does not trust or that does not fit the file. "Required key not available": signed, and the key is unknown to the kernel.',
          ]
        : []),
    ],
    todo: [
      {
        say: 'Sign it with a key of your own and enrol that (Machine Owner Key); DKMS signs by itself with its key:',
        run: 'mokutil --import /var/lib/dkms/mok.pub    # then reboot and confirm',
      },
      {
        say: 'Sign by hand:',
        run: `/usr/src/linux-headers-${words.uname}/scripts/sign-file sha256 MOK.priv MOK.der ${finding.module ?? '<module>'}.ko`,
      },
      {
        say: 'Or turn Secure Boot off in the firmware. On Android, use the vendor’s signed module, or a kernel without the demand.',
      },
    ],
    rebuild:
      'No: signing is needed, not a rebuild. A rebuild by DKMS signs again with its own key, which must be enrolled.',
    more: [
      {
        say: 'Whether Secure Boot is on, and what the kernel trusts:',
        run: 'mokutil --sb-state; keyctl list %:.builtin_trusted_keys',
      },
      { say: 'Who signed it:', run: `modinfo -F signer ${finding.module ?? '<module>'}` },
    ],
  };
};

const btf: Text = (words) => ({
  answer: `${words.Module} has type information (BTF) that does not fit ${words.kernel}: it was built against another vmlinux. It is refused unless the kernel allows mismatches. Rebuild it against the headers of exactly this kernel, or strip its .BTF section.`,
  because: [
    '"failed to validate module [x] BTF: -22" says that the types of the module build on those of another vmlinux. It is not a matter of CRCs: symbols may all fit.',
    'It happens where the kernel was rebuilt or updated and the module was not, or where headers lack the vmlinux that the kernel was built with.',
  ],
  todo: [
    words.headers(),
    words.build(),
    {
      say: 'Or take the BTF out; nothing but BPF programs uses it:',
      run: `objcopy --remove-section .BTF ${words.module}.ko`,
    },
    { say: 'A kernel with CONFIG_MODULE_ALLOW_BTF_MISMATCH=y loads the module without its BTF.' },
  ],
  rebuild: YES,
  more: [
    ...words.askKernel(),
    { say: 'Whether the kernel allows it:', run: `grep BTF /boot/config-${words.uname}` },
  ],
});

const wrongMachine: Text = (words) => ({
  answer: `${words.Module} is for another kind of processor than ${words.kernel}. Take or build it for this architecture.`,
  because: [
    'The number in the message is the machine of the ELF header: 3 is i386, 40 ARM, 62 x86_64, 183 ARM64, 243 RISC-V.',
  ],
  todo: [
    { say: 'Build it on this machine, or with ARCH= and CROSS_COMPILE= for it.' },
    words.headers(),
    words.build(),
  ],
  rebuild: 'Yes, for the right architecture.',
  more: [{ say: 'What the file is for:', run: `file ${words.module}.ko; uname -m` }],
});

const damagedFile: Text = (words, finding) => ({
  answer: `The file of ${words.module} is not a module that this kernel can read: "${finding.text ?? finding.quote ?? ''}". It is cut off, packed in a way that the kernel does not unpack, stripped, or of another kernel's format. Install or build it again.`,
  because: [
    ...((finding.text ?? '').includes('stripped')
      ? [
          'A module without its symbol table cannot be linked: strip --strip-debug keeps it, strip --strip-all does not.',
        ]
      : []),
    ...(/compress|ZSTD/.test(finding.text ?? '')
      ? ['The kernel unpacks only what CONFIG_MODULE_COMPRESS_* names; kmod unpacks the rest itself.']
      : []),
  ],
  todo: [
    { say: 'Compare the file with the package it came from, and install it again; or build it again.' },
    words.build(),
  ],
  rebuild: 'Yes, if the file was damaged or stripped after it was built.',
  more: [
    {
      say: 'What the file is:',
      run: `file $(modinfo -n ${finding.module ?? '<module>'}); readelf -S $(modinfo -n ${finding.module ?? '<module>'}) | tail`,
    },
  ],
});

const buildFault: Text = (words, finding) => ({
  answer: `${words.Module} was not built as this kernel wants it: "${finding.text ?? finding.quote ?? ''}". Its source or its build must be changed, not only repeated.`,
  because: [
    ...((finding.text ?? '').includes('fno-common')
      ? [
          'A variable without a value in two files became a common symbol: build with -fno-common, as the kernel does by itself.',
        ]
      : []),
    ...((finding.text ?? '').includes('livepatch')
      ? ['The module is a live patch, and the kernel has no CONFIG_LIVEPATCH.']
      : []),
    ...(/module namespace|explicitly importing/.test(finding.text ?? '')
      ? [
          'Symbols of EXPORT_SYMBOL_FOR_MODULES ("module:…") are for the named modules; nobody may import that namespace.',
        ]
      : []),
    ...(/relocation/i.test(finding.text ?? '')
      ? [
          'Code was built with options that do not fit: another compiler, -fPIC, another code model, or relocations applied twice.',
        ]
      : []),
  ],
  todo: [
    {
      say: 'Build it with the kernel’s own make (make -C … M=…), which sets the right options; then see its maker.',
    },
    words.build(),
  ],
  rebuild: AFTER,
  more: [{ say: 'The whole of the build’s output, from its first error.' }],
});

const plain =
  (text: (words: Words, finding: Finding) => Partial<DiagnosisText> & Pick<DiagnosisText, 'answer'>): Text =>
  (words, finding) => ({ because: [], todo: [], rebuild: 'Not known.', more: [], ...text(words, finding) });

const TEXTS: Readonly<Record<Finding['cause'], Text>> = {
  'kernel-changed': kernelChanged,
  'provider-changed': providerChanged,
  'other-module-changed': otherModuleChanged,
  'module-layout': moduleLayout,
  vermagic,
  'gpl-and-proprietary': gplAndProprietary,
  namespace,
  'not-exported': notExported,
  'undefined-symbols': notExported,
  trimmed,
  'protected-export': protectedExport,
  'protected-symbol': protectedSymbol,
  'duplicate-export': duplicateExport,
  'struct-module': structModule,
  signature,
  btf,
  'wrong-machine': wrongMachine,
  'damaged-file': damagedFile,
  'build-fault': buildFault,
  blacklisted: plain((words, finding) => ({
    answer: (finding.text ?? '').includes('hash')
      ? 'The file is on the list of revoked modules (dbx, .blacklist keyring): it is refused by its hash, whatever its kABI.'
      : `${words.Module} is blocked on the command line of the kernel (module_blacklist=): it is not a matter of kABI.`,
    todo: [
      {
        say: 'See the command line, and take the name out of module_blacklist= in the boot loader:',
        run: 'cat /proc/cmdline',
      },
    ],
    rebuild: NO,
  })),
  'load-policy': plain((words) => ({
    answer: `A security policy of this system (LoadPin or IMA) does not let ${words.module} be loaded from where it lies: it is not a matter of kABI.`,
    todo: [
      {
        say: 'Put the module on the file system that the kernel was booted from, or sign it for IMA, as the policy demands.',
      },
    ],
    rebuild: NO,
  })),
  'userspace-mismatch': plain((_, finding) => ({
    answer: `A program and the kernel module it talks to are of different versions: "${finding.quote ?? ''}". Nothing of kABI: the old module is still loaded after an update. Reboot, or unload and load the module again.`,
    todo: [
      {
        say: 'Reboot after the update of the driver; or unload its modules and load them again.',
        run: 'lsmod | grep nvidia',
      },
    ],
    rebuild: 'Not needed, if both come from the same version of the driver.',
    more: [{ say: 'The version that is loaded:', run: 'cat /proc/driver/nvidia/version' }],
  })),
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
  'gpl-only': plain((words, finding) => ({
    answer: `${words.Module} is not under a GPL-compatible licence and uses ${words.symbols('GPL-only symbol', 'GPL-only symbols')}: it cannot be built so. Its source must do without, or its licence be changed by its owner.`,
    because: [
      ...finding.symbols.slice(0, 10).map((each) => `${each.symbol}: ${presenceSentence(each)}`),
      ...(words.names.some((name) => /rcu_read|lockdep|mutex_destroy|debug_/.test(name))
        ? [
            'Inline functions of the headers call it when the kernel is configured for debugging or preemption: the driver need not name it itself. A kernel without those options, or a newer driver, avoids it.',
          ]
        : []),
    ],
    todo: [
      {
        say: 'Take a version of the driver that is made for this kernel, or its open variant (for NVIDIA: nvidia-open).',
      },
      {
        say: 'See what MODULE_LICENSE() says: only "GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL" and "Dual MPL/GPL" count as compatible.',
      },
    ],
    rebuild: NO,
    more: words.askKernel(),
  })),
  'api-changed': plain((words, finding) => ({
    answer: `The source of ${words.module} is for another version of Linux than ${words.kernel}: the compiler stops at "${finding.text ?? finding.quote ?? ''}". Take a version of the driver that supports this kernel.`,
    because: finding.symbols.slice(0, 20).map((each) => `${each.symbol}: ${endSentence(each)}`),
    todo: [
      {
        say: 'Update the driver to a version that names this kernel as supported, or boot a kernel that it supports.',
      },
      { say: 'Its maker can tell versions apart with LINUX_VERSION_CODE.' },
    ],
    rebuild: AFTER,
    more: [
      ...words.askKernel(),
      { say: 'The whole make.log from its first error:', run: 'cat /var/lib/dkms/*/*/build/make.log' },
    ],
  })),
  'build-excluded': plain((words) => ({
    answer: `The driver says itself that it does not support ${words.kernel} (BUILD_EXCLUSIVE in dkms.conf): DKMS did not try. Take a newer version of the driver, or boot a kernel that it names.`,
    todo: [{ say: 'See which kernels it is for:', run: 'grep BUILD_EXCLUSIVE /usr/src/*/dkms.conf' }],
    rebuild: AFTER,
  })),
  'no-headers': plain((words, finding) => ({
    answer: `The headers of ${finding.kernel === undefined ? 'the running kernel' : words.kernel} are not installed: without them no module can be built for it.`,
    todo: [
      words.headers(),
      words.build(),
      ...(words.distribution?.packages === 'apt'
        ? [
            {
              say: 'If there is no such package any more, the kernel is older than what the archive has: install the newest kernel with its headers, and reboot into it.',
              run: 'apt install linux-image-amd64 linux-headers-amd64    # Ubuntu: linux-generic',
            },
          ]
        : []),
      ...(words.distribution?.packages === 'pacman'
        ? [{ say: 'Reboot if the kernel was updated: the headers are those of the new one.' }]
        : []),
    ],
    rebuild: AFTER,
    more: words.askKernel(),
  })),
  'no-symvers': plain((words) => ({
    answer: `${words.Module} was built without the CRCs of what it imports: Module.symvers of ${words.kernel === 'the running kernel' ? 'the kernel' : words.kernel} was missing or had none. A kernel with symbol versions refuses such a module.`,
    because: [
      'modpost takes the CRCs from Module.symvers of the tree that it builds against; "make modules_prepare" alone does not make that file.',
    ],
    todo: [
      words.headers(),
      {
        say: 'Or build the whole kernel once in that tree (make modules), which writes Module.symvers; then build the module.',
      },
      words.build(),
    ],
    rebuild: AFTER,
    more: [
      { say: 'Whether it is there:', run: `head -n 3 /lib/modules/${words.uname}/build/Module.symvers` },
    ],
  })),
  'license-missing': plain((words) => ({
    answer: `The source of ${words.module} has no MODULE_LICENSE(), or one that the kernel does not know: modpost refuses it.`,
    todo: [
      {
        say: 'Add the licence to the source, or take a newer version of the driver:',
        run: 'MODULE_LICENSE("GPL");',
      },
    ],
    rebuild: AFTER,
  })),
  'other-kernel': plain((words, finding) => ({
    answer: `${words.Module} was built for ${finding.builtFor ?? 'another kernel'}, and ${finding.kernel?.uname ?? 'another one'} runs. Rebuild it for the kernel that runs.`,
    because: [`Said: "${finding.quote ?? ''}".`],
    todo: /vm(?:mon|net)|vmware/i.test(finding.quote ?? '')
      ? [
          words.headers(),
          { say: 'Build VMware’s modules again:', run: 'vmware-modconfig --console --install-all' },
        ]
      : words.rebuildSteps(),
    rebuild: YES,
    more: words.askModule(),
  })),
  'no-versions': plain((words, finding) => ({
    answer: `${words.Module} has no symbol versions${words.names.length === 0 ? '' : ` for ${someOf(words.names)}`}: it was built against a tree without Module.symvers, or one without CONFIG_MODVERSIONS. Debian's kernels refuse that; others load it and call themselves tainted. Rebuild it against the complete headers of this kernel.`,
    because: [
      `Said: "${finding.quote ?? ''}".`,
      'modpost takes the CRCs from Module.symvers of the tree that it builds against, and from KBUILD_EXTRA_SYMBOLS for symbols of other modules.',
    ],
    todo: words.rebuildSteps(),
    rebuild:
      'Yes, against headers that have Module.symvers; for symbols of another module with KBUILD_EXTRA_SYMBOLS.',
    more: [
      ...words.askKernel(),
      {
        say: 'Which CRCs it has:',
        run: `modprobe --dump-modversions $(modinfo -n ${finding.module ?? '<module>'})`,
      },
    ],
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
        'Yes: the package rebuilt for the installed kernel. Forcing it in does not help: the kernel compares the CRCs, too.',
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
    rebuild: 'Yes: the package rebuilt for the installed kernel.',
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
    rebuild: YES,
    more: [
      {
        say: 'All that it imports:',
        run: `modprobe --dump-modversions $(modinfo -n ${finding.module ?? '<module>'})`,
      },
    ],
  })),
  'provider-not-loaded': plain((words, finding) => {
    const providers = [...byProvider(finding.symbols).keys()].filter((name) => name !== '');
    return {
      answer: `${words.Module} needs ${words.symbols()} of ${listed(providers)}, which was not loaded. Load ${providers.length === 1 ? 'that' : 'those'} first: modprobe does, insmod does not.`,
      because: [providerSentence(finding.symbols)],
      todo: [
        {
          say: 'Let modprobe load what it needs:',
          run: `depmod -a && modprobe ${finding.module ?? '<module>'}`,
        },
        {
          say: `Or load ${listed(providers)} by hand:`,
          run: `modprobe ${providers.join(' ')}`
            .replace(/ (?=\w+$)/, ' -a ')
            .replace('modprobe -a', providers.length > 1 ? 'modprobe -a' : 'modprobe'),
        },
        {
          say: `If ${listed(providers)} cannot be found, the kernel is built without, or its package of extra modules is not installed (Ubuntu: linux-modules-extra-${words.uname}).`,
        },
      ],
      rebuild: 'Not needed for this.',
      more: [{ say: 'What is loaded:', run: 'lsmod' }, ...words.askKernel()],
    };
  }),
  'provider-refused': plain((words, finding) => ({
    answer: `${words.Module} fails only because ${finding.owner === undefined || finding.owner === '' ? 'the module that provides its symbols' : finding.owner} was refused before: ${someOf(words.names)} are its symbols. See what is said of ${finding.owner === undefined || finding.owner === '' ? 'that one' : finding.owner}.`,
    rebuild: 'Not needed for this.',
    todo: [{ say: `Mend ${finding.owner ?? 'the other module'} first; then load this one again.` }],
  })),
  'provider-busy': plain((words, finding) => ({
    answer: `${words.Module} waited for ${finding.owner ?? 'the module that provides its symbols'}, which did not finish to start in 30 seconds. The module itself is not at fault.`,
    because: [`Said: "${finding.quote ?? ''}".`],
    todo: [
      {
        say: `See why ${finding.owner ?? 'the other module'} hangs, in the log before this; then load it again.`,
      },
    ],
    rebuild: 'Not needed.',
    more: [words.askLog()],
  })),
  'already-loaded': plain((words) => ({
    answer: `${words.Module} is in the kernel already: loaded, or built in. Nothing is refused.`,
    todo: [
      { say: 'To load another file of that name, unload the first:', run: `modprobe -r ${words.module}` },
    ],
    rebuild: 'Not needed.',
    more: [
      {
        say: 'Which one it is:',
        run: `cat /sys/module/${words.module}/srcversion; modinfo -F srcversion ${words.module}`,
      },
    ],
  })),
  memory: plain((words) => ({
    answer: `The kernel had not the memory to load ${words.module}: it is not a matter of kABI.`,
    todo: [
      {
        say: 'See the log before this for what took the memory. Per-CPU data of modules is limited: percpu_alloc= and fewer modules help.',
      },
    ],
    rebuild: 'Not needed.',
    more: [words.askLog()],
  })),
  'not-installed': plain((words, finding) => ({
    answer:
      `There is no module ${finding.module ?? ''} for ${words.kernel} in /lib/modules: it was not built or not installed for this kernel.`.replace(
        'module  for',
        'module of that name for',
      ),
    because: [
      'After an update of the kernel that is the usual case: DKMS built it for the old one, or failed for the new one, or the package of the module is of the old one.',
    ],
    todo: [
      { say: 'See what DKMS has:', run: 'dkms status' },
      words.headers(),
      words.build(),
      {
        say: 'If /lib/modules has no folder for the running kernel, the kernel was removed or updated under it: reboot.',
      },
    ],
    rebuild: 'Yes, if it is a driver from outside the kernel; else install the package that has it.',
    more: [{ say: 'The output of DKMS, where it failed:', run: 'cat /var/lib/dkms/*/*/build/make.log' }],
  })),
  'dependency-cycle': plain((words, finding) => ({
    answer: `Modules need each other in a circle, and none can be loaded first: ${finding.text ?? ''}. Two of them export what the other uses, often because an old and a new build of one driver lie beside each other.`,
    todo: [
      {
        say: 'Look for two copies of one module below /lib/modules (kernel/, updates/, extra/), and remove the wrong one:',
        run: `find /lib/modules/${words.uname} -name '*.ko*' | sed 's,.*/,,' | sort | uniq -d`,
      },
    ],
    rebuild: NO,
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
  'build-failed': plain((words, finding) => ({
    answer: `The build of ${words.module} for ${words.kernel} failed: "${finding.text ?? finding.quote ?? ''}". The reason stands further up in the log of the build.`,
    todo: [
      {
        say: 'See its first error:',
        run: `grep -m3 -B2 -A6 -iE 'error|undefined' /var/lib/dkms/*/*/build/make.log`,
      },
    ],
    rebuild: 'Not known: the first error decides.',
    more: [{ say: 'Paste the whole make.log.' }],
  })),
  'tool-words': plain((words, finding) => toolWords(words, finding)),
  'loaded-with-remarks': plain((words, finding) => ({
    answer: `No refusal: ${words.module} was loaded. The kernel only remarks: "${finding.quote ?? ''}".`,
    because: [
      '"taints kernel" means that the kernel notes that a module from outside, unsigned or proprietary was loaded, for those who read its bug reports.',
    ],
    rebuild: 'Not needed.',
    more: [
      {
        say: 'If something does not work, what the module said after that:',
        run: `dmesg | grep -i ${words.module}`,
      },
    ],
  })),
  described: plain((words, finding) => ({
    answer:
      finding.module === null
        ? `This says ${finding.text === undefined || finding.text === '' ? 'nothing of what a module imports' : `which modules are loaded (${someOf(finding.text.split(', '), 4)})`}: whether a module loads needs its symbol versions.`
        : `${finding.module}: ${finding.text ?? ''}. That says what it was built for${finding.builtFor === undefined ? '' : ` (${finding.builtFor})`}, but not what it imports: whether another kernel loads it needs its symbol versions.`,
    more: words.askModule(),
    rebuild: 'Not known from this.',
  })),
  'exports-listed': plain((words, finding) => ({
    answer: `This lists ${counted(Number(finding.text ?? '0'), 'export', 'exports')}${finding.owner === undefined ? '' : ` of ${finding.owner}`}: what a module offers to others, not what it needs. Give the module that uses them, too.`,
    because: [`${someOf(words.names)}.`],
    rebuild: 'Not known from this.',
    more: [{ say: 'The imports of the module in question:', run: 'modprobe --dump-modversions <module>.ko' }],
  })),
  'kernel-named': plain((words) => ({
    answer: `This names ${words.kernel}, and no module and no refusal.`,
    rebuild: 'Not known from this.',
    more: [
      {
        say: 'What the kernel said when it refused the module:',
        run: "dmesg | grep -iE 'disagrees|unknown symbol|version magic|module'",
      },
    ],
  })),
};

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

function toolWords(words: Words, finding: Finding): Partial<DiagnosisText> & Pick<DiagnosisText, 'answer'> {
  const error = finding.text === undefined ? undefined : loadErrorOf(finding.text);
  const more = [words.askLog(), ...words.askModule()];
  const said = finding.text ?? finding.quote ?? '';
  switch (error) {
    case 'ENOEXEC':
      return {
        answer: `The kernel refused ${words.module}: "${said}" (ENOEXEC). Most often it was built for another kernel, and its version magic or symbol versions differ; the kernel's own message says which. Rebuild it for the running kernel if so.`,
        because: [
          'The same words stand for a version magic, a CRC, a duplicate export, a size of struct module or an architecture that do not fit.',
          ...words.builtFor(),
        ],
        todo: [
          words.askLog(),
          { say: 'Compare:', run: `uname -r; modinfo -F vermagic ${finding.module ?? '<module>'}` },
          ...words.rebuildSteps(),
        ],
        rebuild:
          'Most likely, against the headers of exactly the running kernel; the kernel’s message decides.',
        more,
      };
    case 'ENOENT':
      return {
        answer: `The kernel refused ${words.module}: "${said}" (ENOENT): a symbol that it needs is not exported, or the file is not there. The kernel's own message names the symbol.`,
        todo: [
          {
            say: 'Load it with modprobe, which loads what it needs first:',
            run: `modprobe ${finding.module ?? '<module>'}`,
          },
          words.askLog(),
        ],
        rebuild: 'Not known: it depends on the symbol.',
        more,
      };
    case 'EINVAL':
    case 'ESRCH':
      return {
        answer: `The kernel refused ${words.module}: "${said}" (${error}): a symbol version, a namespace, a parameter or its type information does not fit. The kernel's own message says which.`,
        todo: [words.askLog(), ...words.rebuildSteps()],
        rebuild: 'Often; the kernel’s message decides.',
        more,
      };
    case 'EPERM':
    case 'EACCES':
      return {
        answer: `The kernel refused ${words.module}: "${said}" (${error}): missing rights, Secure Boot or lockdown, a policy, or on Android a protected symbol. It is hardly a matter of kABI.`,
        todo: [
          {
            say: 'Load it as root; if it is root already, see whether modules must be signed:',
            run: 'mokutil --sb-state; cat /sys/kernel/security/lockdown',
          },
          words.askLog(),
        ],
        rebuild: NO,
        more,
      };
    case 'ENODEV':
      return {
        answer: `${words.Module} was accepted by the kernel and ended by itself: "${said}" (ENODEV): it found no hardware that it serves. It is not a matter of kABI.`,
        todo: [
          {
            say: 'See whether the device is there, and whether another driver has it:',
            run: 'lspci -k; lsusb',
          },
        ],
        rebuild: NO,
        more: [words.askLog()],
      };
    case 'EBADMSG':
    case 'EBUSY':
    case 'EEXIST':
    case 'EKEYREJECTED':
    case 'ENOKEY':
    case 'ENOMEM':
    case 'EOPNOTSUPP':
    case 'ETIMEDOUT':
    case undefined:
      return {
        answer: `The kernel or a tool refused ${words.module}: "${said}". The kernel's own message says why.`,
        because: words.builtFor(),
        todo: [words.askLog()],
        rebuild: 'Not known from this.',
        more,
      };
  }
}
