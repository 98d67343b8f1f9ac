/** The words that the findings of a diagnosis share. */
import { VMLINUX } from '../../../kernel/module.ts';
import { count, counted, listed } from '../../../base/text.ts';
import { type Distribution, distributionNamed, distributionOf } from '../../../kernel/distribution.ts';
import { formatCrc } from '../../../kernel/export.ts';
import { snapshotName } from '../../../kernel/snapshot.ts';
import { variantName } from '../../../kernel/variant.ts';
import type { Finding, SymbolFinding } from '../../../load/diagnosis/finding.ts';

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

export type FindingText = (words: FindingWords, finding: Finding) => DiagnosisText;

export const plain =
  (
    text: (words: FindingWords, finding: Finding) => Partial<DiagnosisText> & Pick<DiagnosisText, 'answer'>,
  ): FindingText =>
  (words, finding) => ({ because: [], todo: [], rebuild: 'Not known.', more: [], ...text(words, finding) });

/** Names that a sentence lists before it counts. */
export const FEW = 6;

export function someOf(names: readonly string[], most = FEW): string {
  if (names.length <= most + 1) return listed(names);
  return `${names.slice(0, most).join(', ')} and ${count(names.length - most)} more`;
}

/** Of what was refused, a rebuild is the whole remedy; whether a source builds for a kernel, no log of the loader says. */
export const YES = 'Yes, against the headers of exactly this kernel, if its source builds for it.';
export const NO = 'No: a rebuild does not help.';
export const AFTER = 'Not alone: the change above comes first, then a rebuild.';

/** The words that many findings share. */
export class FindingWords {
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

  /** Where the types stand that changed with the CRCs, if the update is on file. */
  askUpdate(): Step[] {
    const { symbols, onFile } = this.#finding;
    const update = symbols.find((each) => each.update !== undefined)?.update;
    if (update === undefined || onFile === undefined) return [];
    const variant = variantName(onFile.id);
    return [
      {
        say: 'All that changed in that update: its page on this site, and',
        run: `kabi compare ${update.product}/${update.from}/${variant} ${update.product}/${update.to}/${variant}`,
      },
    ];
  }

  askLog(): Step {
    return { say: 'What the kernel itself said, which names the reason:', run: 'dmesg | tail -n 50' };
  }
}

/** How many of the symbols are of which module: `18 of vmlinux, 2 of drm`. */
export function byProvider(symbols: readonly SymbolFinding[]): Map<string, SymbolFinding[]> {
  const groups = new Map<string, SymbolFinding[]>();
  for (const each of symbols) {
    const name = each.providers.includes(VMLINUX) ? VMLINUX : (each.providers[0] ?? '');
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return groups;
}

export function providerSentence(symbols: readonly SymbolFinding[]): string {
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
      ? `The symbol is exported by ${who} in the kernels on file.`
      : `All ${count(symbols.length)} symbols are exported by ${who} in the kernels on file.`;
  }
  return `Of the ${counted(symbols.length, 'symbol', 'symbols')}, by the kernels on file: ${listed(parts)}${rest}.`;
}

/** In which update the CRCs changed, where the kernel is on file. */
export function updateSentences({ symbols, onFile }: Finding): string[] {
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
  sentences.push(...causeSentences(changed));
  const same = symbols.filter(({ update, inKernel }) => update === undefined && typeof inKernel === 'number');
  if (same.length > 0)
    sentences.push(
      `Unchanged in all builds on file up to ${snapshotName(onFile.id)}: ${someOf(same.map(({ symbol }) => symbol))}; the module was built for a kernel that is not among them.`,
    );
  return sentences;
}

/** By which types the CRCs changed, the one that explains most symbols first. */
function causeSentences(symbols: readonly SymbolFinding[]): string[] {
  const byCause = Map.groupBy(
    symbols.filter(({ cause }) => cause !== undefined),
    ({ cause }) => cause?.sentence ?? '',
  );
  const sorted = [...byCause].sort(([, a], [, b]) => b.length - a.length);
  const told = sorted.slice(0, MOST_CAUSES).map(([sentence, each]) => {
    const of = someOf(
      each.map(({ symbol }) => symbol),
      3,
    );
    const how = each[0]?.cause?.isCertain === true ? 'Because of' : 'Most likely because of';
    return `${how} ${sentence}. That is behind ${of}.`;
  });
  const rest = sorted.length - MOST_CAUSES;
  return rest > 0 ? [...told, `${counted(rest, 'other type', 'other types')} changed the rest.`] : told;
}

const MOST_CAUSES = 3;

export function crcWords(crc: number | null | undefined): string {
  return crc === null || crc === undefined ? 'not exported' : formatCrc(crc);
}
