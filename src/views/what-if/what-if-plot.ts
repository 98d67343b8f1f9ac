/** What an update would have been under each policy, as a plot: a bar per policy, a part per verdict. */
import type { Transition } from '../../policy/promise.ts';
import { judgedAlike, type JudgedAlike } from '../../policy/what-if-summary.ts';
import type { WhatIfRows } from '../../policy/what-if-record.ts';
import { count } from '../../base/text.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { html, type Html } from '../../media/html.ts';
import { WORDS } from '../../lang/languages.ts';
import { say } from '../../lang/message.ts';
import type { Language } from '../../base/language.ts';
import { inLanguage } from '../../base/prose.ts';
import { gravestCounts } from '../policy/policy-words.ts';

/** In pixels, as everything here. */
const LABELS = 370;
const BARS = 520;
const ROW = 22;
const BAR = 13;

/** @param variant index into the variants of the rows */
export function whatIfPlot(
  rows: WhatIfRows,
  variant: number,
  transition: Transition,
  language: Language,
): Html {
  const { whatIf, shortTransitions } = WORDS[language].texts;
  const of = rows.variants[variant];
  if (of === undefined) return html``;
  const bars = judgedAlike(rows, variant).flatMap((alike) => {
    const index = alike.judged.cells[transition];
    const outcome = index === undefined ? undefined : of.outcomes[index];
    return outcome === undefined ? [] : { alike, outcome };
  });
  const height = bars.length * ROW + 8;
  const width = LABELS + BARS + 90;
  const title = say(whatIf.plot, { variant: of.variant, transition: shortTransitions[transition] });
  return html`<div class="timeline" role="region" tabindex="0" aria-label="${title}"><svg class="share" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${say(whatIf.plotDescription, { title })}">
${bars.map(({ alike, outcome }, row) => bar(labelOf(alike, rows, language), outcome.symbols, of.symbols, alike.waiver, row, whatIf.nothing))}</svg></div>
`;
}

/** All policies are in the table below: here the first stands for those that come to the same. */
function labelOf({ policies, list }: JudgedAlike, { lists }: WhatIfRows, language: Language): string {
  const [first, ...others] = policies.map(({ title }) => inLanguage(title, language));
  const of = lists.find(({ id }) => id === list)?.of;
  const label = of === undefined ? (first ?? '') : `${first ?? ''} (${of})`;
  if (others.length === 0) return label;
  return say(WORDS[language].texts.whatIf.andMore, { first: label, n: others.length });
}

function bar(
  label: string,
  symbols: Parameters<typeof gravestCounts>[0],
  total: number,
  waiver: boolean,
  row: number,
  nothing: string,
): Html {
  const top = row * ROW + 4;
  let left = LABELS;
  const parts = gravestCounts(symbols).map(([verdict, n]) => {
    const width = total === 0 ? 0 : (n / total) * BARS;
    const part = html`<rect class="${partClass(verdict, waiver)}" x="${left.toFixed(1)}" y="${top}" width="${width.toFixed(1)}" height="${BAR}"/>`;
    left += width;
    return part;
  });
  const [first] = gravestCounts(symbols);
  const note = first === undefined ? nothing : count(first[1]);
  return html`<text x="0" y="${top + BAR - 2}">${short(label)}</text>${parts}<text x="${(left + 6).toFixed(1)}" y="${top + BAR - 2}">${note}</text>
`;
}

function partClass(verdict: Verdict, waiver: boolean): string {
  return verdict === 'breaking' && waiver ? 'waiver' : `judged-${verdict}`;
}

/** In letters of Latin script; one of Chinese is as wide as two. */
const LONGEST = 52;

function short(label: string): string {
  let width = 0;
  let kept = '';
  for (const letter of label) {
    width += /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(letter) ? 2 : 1;
    if (width > LONGEST - 1) return `${kept}…`;
    kept += letter;
  }
  return label;
}
