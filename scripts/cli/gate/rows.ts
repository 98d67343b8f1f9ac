/** What every format says of one judged change, in words. */
import { formatCrc } from '../../../src/kernel/export.ts';
import { changeColumns } from '../../../src/views/comparison/change-columns.ts';
import type { JudgedChange } from '../../../src/policy/judged.ts';
import { VERDICT_FACTS, VERDICTS, type Verdict } from '../../../src/policy/verdict.ts';
import { placeOf, type Gate } from './gate.ts';

/** What is listed unless somebody asks for other verdicts: what fails the gate. */
export const FAILING: readonly Verdict[] = VERDICTS.filter((verdict) => VERDICT_FACTS[verdict].fails);

export function moduleOf({ change: { before, after } }: JudgedChange): string {
  return (before ?? after)?.module ?? '';
}

/** `0x12345678 -> 0x9abcdef0` */
export function detailOf({ kind, change }: JudgedChange): string {
  const { before, after } = change;
  if (kind === 'module-moved') return `${before?.module ?? ''} -> ${after?.module ?? ''}`;
  if (kind === 'not-comparable') {
    const crc = (side: typeof before) => (side === null ? 'not on file' : formatCrc(side.crc));
    return `${crc(before)} -> ${crc(after)}`;
  }
  return changeColumns(kind, { ...change, kinds: [kind] }).join(' -> ');
}

/** From the symbol to what changed: `register_netdev -> struct net_device`; undefined where no cause is known. */
export function pathOf(
  { comparison: { explained } }: Gate,
  { kind, change }: JudgedChange,
): string | undefined {
  if (kind !== 'crc-changed') return undefined;
  const path = explained?.attribution.explanations.get(change.symbol)?.path ?? [];
  return path.length < 2 ? undefined : path.join(' -> ');
}

/** The rule or the list that decided: `severities:12`; undefined if neither names the symbol. */
export function reasonOf(gate: Gate, { rule, change }: JudgedChange): string | undefined {
  const place = rule ?? placeOf(gate, change.symbol);
  return place && `${place.path}:${place.line}`;
}

/** Where a tool is to point at: the line that promises the symbol, else the file of the base. */
export function locationOf(gate: Gate, { rule, change }: JudgedChange): { path: string; line: number } {
  const { path, line } = rule ?? placeOf(gate, change.symbol) ?? { path: gate.comparison.a.source, line: 1 };
  return { path, line };
}
