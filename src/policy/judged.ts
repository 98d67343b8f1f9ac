/** A whole diff under a guarantee: each change with its verdict, gravest first, and what the guarantee says in vain. */
import { compareText } from '../base/text.ts';
import type { Rule } from '../formats/lists/severities.ts';
import { hasWildcard, matchesPattern } from '../formats/lists/wildcard.ts';
import { sameGenerator, type Diff, type ExportTable } from '../history/diff.ts';
import { CHANGE_KINDS, type Change, type ChangeKind } from '../kernel/change.ts';
import type { Export } from '../kernel/export.ts';
import {
  changeFacts,
  firstMatch,
  judge,
  judgeNotComparable,
  noVerdicts,
  VERDICTS,
  type Guarantee,
  type Judgement,
  type VerdictCounts,
} from './verdict.ts';

/** One kind of change of one symbol, judged. */
export interface JudgedChange extends Judgement {
  /** `not-comparable`: on both sides, and nothing tells whether it changed; or not on a side that holds a part. */
  readonly kind: ChangeKind | 'not-comparable';
  readonly change: Omit<Change, 'kinds'>;
}

export interface Judged {
  /** By verdict as VERDICTS has them, then by kind, then by symbol. */
  readonly rows: readonly JudgedChange[];
  readonly counts: VerdictCounts;
  /** Names and patterns on the list that neither side exports, sorted. */
  readonly absent: readonly string[];
  /** Rules that are the first to match no export of either side, in their order. */
  readonly unusedRules: readonly Rule[];
}

/** @param kinds what is to be judged; symbols that cannot be compared go with changed CRCs */
export function judgeDiff(
  diff: Diff,
  [a, b]: readonly [ExportTable, ExportTable],
  guarantee: Guarantee,
  kinds: readonly ChangeKind[] = CHANGE_KINDS,
): Judged {
  const facts = diff.changes.flatMap((change) =>
    changeFacts(change)
      .filter(({ kind }) => kinds.includes(kind))
      .map((fact) => ({ kind: fact.kind, change, ...judge(fact, guarantee, b.coverage) })),
  );
  const unknown = kinds.includes('crc-changed')
    ? notComparable(a, b)
        .map((change) => ({
          kind: 'not-comparable' as const,
          change,
          verdict: judgeNotComparable(change.symbol, guarantee),
        }))
        .filter(({ verdict }) => verdict === 'unknown')
    : [];
  const rows = [...facts, ...unknown].sort(byGravity);
  const counts = noVerdicts();
  for (const { verdict } of rows) counts[verdict] += 1;
  return { rows, counts, absent: absentNames(guarantee, a, b), unusedRules: unusedRules(guarantee, a, b) };
}

/**
 * Symbols whose CRCs say nothing about each other, and symbols of the older side that the newer may hold outside of the
 * part that is known.
 */
function notComparable(a: ExportTable, b: ExportTable): Omit<Change, 'kinds'>[] {
  const isComparable = sameGenerator(a.crcGenerator, b.crcGenerator);
  const after = new Map(b.exports.map((each) => [each.symbol, each]));
  return a.exports.flatMap((old) => {
    const now = after.get(old.symbol) ?? null;
    const isKnown =
      now === null
        ? b.coverage === 'all' || b.coverage === a.coverage
        : isComparable && old.crc !== 0 && now.crc !== 0;
    return isKnown ? [] : [{ symbol: old.symbol, before: old, after: now }];
  });
}

const KIND_ORDER: readonly JudgedChange['kind'][] = [...CHANGE_KINDS, 'not-comparable'];

function byGravity(a: JudgedChange, b: JudgedChange): number {
  return (
    VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    compareText(a.change.symbol, b.change.symbol)
  );
}

/** A list of patterns promises what they match on either side. */
export function promisedNames(
  names: Iterable<string>,
  a: readonly Export[],
  b: readonly Export[],
): ReadonlySet<string> {
  const listed = new Set(names);
  const patterns = [...listed].filter(hasWildcard);
  if (patterns.length === 0) return listed;
  for (const { symbol } of [...a, ...b]) {
    if (patterns.some((pattern) => matchesPattern(pattern, symbol))) listed.add(symbol);
  }
  return listed;
}

function absentNames({ listed, protects }: Guarantee, a: ExportTable, b: ExportTable): string[] {
  if (listed === undefined || protects !== 'list') return [];
  const exported = new Set([...a.exports, ...b.exports].map(({ symbol }) => symbol));
  return [...listed]
    .filter((name) =>
      hasWildcard(name)
        ? !exported.values().some((symbol) => matchesPattern(name, symbol))
        : !exported.has(name),
    )
    .sort(compareText);
}

/** As "ksymvers unused-rules" has it: a rule counts where it is the first to match. */
function unusedRules({ rules }: Guarantee, a: ExportTable, b: ExportTable): Rule[] {
  if (rules.length === 0) return [];
  const used = new Set([...a.exports, ...b.exports].map((each) => firstMatch(rules, each)));
  return rules.filter((rule) => !used.has(rule));
}
