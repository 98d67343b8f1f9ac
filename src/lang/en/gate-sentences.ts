/** What a gate says: whether a kernel keeps its promise, what breaks it, and by what. */
import { count, counted, listed } from '../../base/text.ts';
import type { JudgedChange } from '../../policy/judged.ts';
import { VERDICTS, type Verdict, type VerdictCounts } from '../../policy/verdict.ts';

/** Words behind a number of changes, where no changed type is known to be their cause. */
const BY_KIND = {
  removed: 'removed',
  'crc-changed': 'with another CRC and no known cause',
  'type-changed': 'for GPL modules only now',
  'namespace-changed': 'in a namespace now',
  'module-moved': 'in another module now',
  added: 'added',
  'not-comparable': 'without a CRC to compare',
} as const satisfies Record<JudgedChange['kind'], string>;

export function groupWords(kind: JudgedChange['kind'], cause: string | undefined): string {
  return cause === undefined ? BY_KIND[kind] : `by ${cause}`;
}

/** "174 breaking: 115 by struct device, 32 by struct task_struct, 20 removed": the gate's answer, without a full stop. */
export function gateAnswer(
  counts: VerdictCounts,
  groups: readonly { readonly words: string; readonly size: number }[],
): string {
  const parts = groups.map(({ words, size }) => `${count(size)} ${words}`);
  const unknown = counts.unknown === 0 ? [] : [`${count(counts.unknown)} cannot be judged`];
  if (counts.breaking > 0)
    return [`${count(counts.breaking)} breaking: ${parts.join(', ')}`, ...unknown].join('; ');
  if (counts.unknown > 0) return `${unknown.join('')}: nothing tells whether these keep the promise`;
  return 'nothing breaks the promise';
}

/** "174 breaking, 18 tolerated" */
export function policyVerdictWords(counts: VerdictCounts): string {
  const words = VERDICTS.filter((verdict) => counts[verdict] > 0).map(
    (verdict) => `${count(counts[verdict])} ${verdict}`,
  );
  return words.length === 0 ? 'nothing to judge' : words.join(', ');
}

export interface HeldNames {
  readonly policy: string | null;
  readonly list: string | null;
  readonly rules: string | null;
  readonly transition: string;
}

/** "under list kabi.list and rules severities" */
export function underWords({ policy, list, rules, transition }: HeldNames): string {
  const named = [
    policy !== null && `policy ${policy} (${transition})`,
    list !== null && `list ${list}`,
    rules !== null && `rules ${rules}`,
  ].filter((part) => part !== false);
  return named.length === 0 ? 'with every export promised' : `under ${listed(named)}`;
}

/** What a report leaves out; undefined if that is nothing. */
export function foldedSentence(counts: VerdictCounts, shown: readonly Verdict[]): string | undefined {
  const folded = VERDICTS.filter((verdict) => counts[verdict] > 0 && !shown.includes(verdict));
  if (folded.length === 0) return undefined;
  const words = folded.map((verdict) => `${count(counts[verdict])} ${verdict}`);
  return `Not listed: ${words.join(', ')} ("--verdict ${folded[0] ?? ''}" lists them).`;
}

export function absentTitle(names: number): string {
  return `On the list, and exported by neither side: ${count(names)}`;
}

export function unusedRulesTitle(rules: number): string {
  return `Rules that decide nothing: ${count(rules)}`;
}

/** Why nothing was judged. */
export function unjudgedSentence(problems: number): string {
  return `Nothing was judged: ${counted(problems, 'line', 'lines')} could not be used as ${problems === 1 ? 'it stands' : 'they stand'}, and what is left out could break.`;
}
