/** A gate as a comment on a merge request: what breaks is never hidden, what does not is folded. */
import type { BlockContent, PhrasingContent, RootContent, TableRow } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { capitalised, count } from '../../../src/base/text.ts';
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
import type { BreakingGroup, Gate } from './gate.ts';
import { detailOf, moduleOf, pathOf, reasonOf } from './rows.ts';
import { sizes } from './text.ts';

/** A comment holds 65,536 characters on GitHub: of more rows the first have one each, of the others the names are given. */
const MOST_ROWS = 150;
const MOST_NAMES = 1000;

const writer = unified().use(remarkStringify, { bullet: '-' }).use(remarkGfm, { tablePipeAlign: false });

export function gateMarkdown(gate: Gate, verdicts: readonly Verdict[]): string {
  const { comparison, judged, groups } = gate;
  const { a, b, against } = comparison;
  const notes = [
    notComparableSentence(comparison),
    coverageSentence(comparison),
    foldedSentence(judged.counts, verdicts),
  ].filter((each) => each !== undefined);
  let room = MOST_ROWS;
  const take = (rows: readonly JudgedChange[]) => {
    const shown = rows.slice(0, room);
    room -= shown.length;
    return rowsContent(gate, shown, rows.slice(shown.length));
  };
  const others = verdicts.filter((verdict) => verdict !== 'breaking' && judged.counts[verdict] > 0);
  return writer.stringify({
    type: 'root',
    children: [
      heading(capitalised(gateAnswer(judged.counts, sizes(groups)))),
      paragraph(
        code(a.name),
        text(' → '),
        code(b.name),
        text(`, ${underWords(against)}: ${policyVerdictWords(judged.counts)}.`),
      ),
      ...notes.map((each) => paragraph(text(each))),
      ...(verdicts.includes('breaking')
        ? groups.flatMap((group) => [...groupTitle(gate, group), ...take(group.rows)])
        : []),
      ...others.flatMap((verdict) => {
        const rows = judged.rows.filter((row) => row.verdict === verdict);
        return folded(`${capitalised(verdict)}: ${count(rows.length)}`, take(rows));
      }),
      ...(judged.absent.length === 0
        ? []
        : folded(absentTitle(judged.absent.length), [names(judged.absent)])),
      ...(judged.unusedRules.length === 0
        ? []
        : folded(unusedRulesTitle(judged.unusedRules.length), [
            names(
              judged.unusedRules.map((rule) => `${rule.path}:${rule.line} ${formatRule(rule).trimEnd()}`),
            ),
          ])),
    ],
  });
}

function groupTitle(
  { comparison: { explained } }: Gate,
  { words, cause, rows }: BreakingGroup,
): RootContent[] {
  const changed = cause === undefined ? undefined : explained?.attribution.causes[cause];
  return [
    { type: 'heading', depth: 4, children: [text(`Breaking ${words}: ${count(rows.length)}`)] },
    ...(changed === undefined ? [] : [paragraph(text(capitalised(`${causeDetail(changed)}.`)))]),
  ];
}

function rowsContent(
  gate: Gate,
  shown: readonly JudgedChange[],
  rest: readonly JudgedChange[],
): RootContent[] {
  const header = row(
    [text('Symbol')],
    [text('Module')],
    [text('Change')],
    [text('By way of')],
    [text('Decided by')],
  );
  const rows = shown.map((each) =>
    row(
      [code(each.change.symbol)],
      [code(moduleOf(each))],
      [text(detailOf(each))],
      optionalCode(pathOf(gate, each)),
      optionalCode(reasonOf(gate, each)),
    ),
  );
  return [
    ...(rows.length === 0 ? [] : [{ type: 'table' as const, children: [header, ...rows] }]),
    ...(rest.length === 0 ? [] : [names(rest.map(({ change }) => change.symbol))]),
  ];
}

/** GitHub and GitLab both fold what is in these tags. */
function folded(title: string, content: readonly RootContent[]): RootContent[] {
  return [
    { type: 'html', value: `<details><summary>${title}</summary>` },
    ...content,
    { type: 'html', value: '</details>' },
  ];
}

function names(all: readonly string[]): RootContent {
  const shown = all.slice(0, MOST_NAMES);
  const rest = all.length - shown.length;
  return paragraph(
    ...shown.flatMap((each, index) => [...(index === 0 ? [] : [text(', ')]), code(each)]),
    ...(rest === 0 ? [] : [text(` and ${count(rest)} more`)]),
  );
}

function heading(title: string): RootContent {
  return { type: 'heading', depth: 3, children: [text(title)] };
}

function row(...cells: readonly PhrasingContent[][]): TableRow {
  return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) };
}

function paragraph(...children: PhrasingContent[]): BlockContent {
  return { type: 'paragraph', children };
}

function optionalCode(value: string | undefined): PhrasingContent[] {
  return value === undefined ? [] : [code(value)];
}

function text(value: string): PhrasingContent {
  return { type: 'text', value };
}

function code(value: string): PhrasingContent {
  return { type: 'inlineCode', value };
}
