/** A gate for a terminal or the log of a job: the answer, what breaks by what breaks it, then what else to know. */
import { capitalised, count } from '../../../src/base/text.ts';
import { certaintySentence } from '../../../src/lang/en/cause-summary.ts';
import { causeDetail } from '../../../src/lang/en/cause-sentences.ts';
import {
  absentTitle,
  foldedSentence,
  gateAnswer,
  underWords,
  unusedRulesTitle,
  policyVerdictWords,
} from '../../../src/lang/en/gate-sentences.ts';
import { formatRule } from '../../../src/formats/lists/severities.ts';
import type { JudgedChange } from '../../../src/policy/judged.ts';
import type { Verdict } from '../../../src/policy/verdict.ts';
import { coverageSentence, notComparableSentence } from '../report/comparison.ts';
import { placeOf, type BreakingGroup, type Gate } from './gate.ts';
import { detailOf, moduleOf, pathOf, reasonOf } from './rows.ts';

/** Columns of names wider than this are not aligned. */
const WIDEST_NAME = 48;

/** A file of rules for all architectures has many that say nothing of one. */
const MOST_RULES = 10;

/** @param verdicts the rows of which are listed */
export function gateText(gate: Gate, verdicts: readonly Verdict[]): string {
  const { comparison, judged, groups } = gate;
  const { a, b, against } = comparison;
  const listed = (verdict: Verdict) => judged.rows.filter((row) => row.verdict === verdict);
  const blocks = [
    [
      capitalised(gateAnswer(judged.counts, sizes(groups))),
      `${a.name} -> ${b.name}`,
      `${capitalised(underWords(against))}: ${policyVerdictWords(judged.counts)}`,
      ...optional(notComparableSentence(comparison)),
      ...optional(coverageSentence(comparison)),
    ],
    ...(verdicts.includes('breaking') ? groups.map((group) => groupLines(gate, group)) : []),
    ...verdicts
      .filter((verdict) => verdict !== 'breaking' && judged.counts[verdict] > 0)
      .map((verdict) => [
        `${capitalised(verdict)}: ${count(judged.counts[verdict])}`,
        ...rowLines(gate, listed(verdict), true),
      ]),
    ...(judged.absent.length === 0 ? [] : [absentLines(gate)]),
    ...(judged.unusedRules.length === 0 ? [] : [unusedLines(gate)]),
    optional(foldedSentence(judged.counts, verdicts)),
    optional(groups.some(({ cause }) => cause !== undefined) ? certainty(gate) : undefined),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

export function sizes(groups: readonly BreakingGroup[]): { words: string; size: number }[] {
  return groups.map(({ words, rows }) => ({ words, size: rows.length }));
}

function certainty({ comparison: { explained } }: Gate): string | undefined {
  return explained && certaintySentence(explained.attribution);
}

function groupLines(gate: Gate, { words, cause, rows }: BreakingGroup): string[] {
  const changed = cause === undefined ? undefined : gate.comparison.explained?.attribution.causes[cause];
  return [
    `Breaking ${words}: ${count(rows.length)}`,
    ...(changed === undefined ? [] : [`  ${causeDetail(changed)}`]),
    ...rowLines(gate, rows, false),
  ];
}

function rowLines(gate: Gate, rows: readonly JudgedChange[], withKind: boolean): string[] {
  const width = Math.min(WIDEST_NAME, Math.max(...rows.map(({ change }) => change.symbol.length)));
  return rows.flatMap((row) => {
    const reason = reasonOf(gate, row);
    const columns = [
      row.change.symbol.padEnd(width),
      ...(withKind ? [row.kind] : []),
      moduleOf(row),
      detailOf(row),
      ...(reason === undefined ? [] : [`[${reason}]`]),
    ];
    const path = pathOf(gate, row);
    return [`    ${columns.join('  ').trimEnd()}`, ...(path === undefined ? [] : [`      ${path}`])];
  });
}

function absentLines(gate: Gate): string[] {
  const { absent } = gate.judged;
  return [
    absentTitle(absent.length),
    ...absent.map((name) => {
      const place = placeOf(gate, name);
      return `  ${name}${place === undefined ? '' : `  [${place.path}:${place.line}]`}`;
    }),
  ];
}

function unusedLines({ judged: { unusedRules } }: Gate): string[] {
  return [
    unusedRulesTitle(unusedRules.length),
    ...unusedRules
      .slice(0, MOST_RULES)
      .map((rule) => `  ${rule.path}:${rule.line}  ${formatRule(rule).trimEnd()}`),
    ...(unusedRules.length > MOST_RULES
      ? [`  and ${count(unusedRules.length - MOST_RULES)} more, which --format json lists`]
      : []),
  ];
}

function optional(line: string | undefined): string[] {
  return line === undefined ? [] : [line];
}
