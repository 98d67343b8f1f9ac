/** Promises, outcomes and verdicts in words, and how they look. */
import type { Dictionary } from '../../lang/en/translation.ts';
import { say } from '../../lang/message.ts';
import type { Outcome } from '../../policy/practice.ts';
import type { PromiseCell } from '../../policy/record.ts';
import { count } from '../../base/text.ts';
import { VERDICT_FACTS, VERDICTS, type Verdict, type VerdictCounts } from '../../policy/verdict.ts';
import { html, type Html } from '../../media/html.ts';

type Promised = Pick<PromiseCell, 'keeps' | 'protects'>;

/** What a cell of the matrix says in two words. */
export function promiseWords({ keeps, protects }: Promised, { promises }: Dictionary): string {
  switch (keeps) {
    case 'kabi':
    case 'kapi': {
      const kept = promises[keeps];
      return protects === 'all' || protects === 'list' ? say(promises[protects], { kept }) : kept;
    }
    case 'nothing':
    case 'not-applicable':
    case 'unknown':
      return promises[keeps];
  }
}

export function promiseTag(cell: Promised, texts: Dictionary): Html {
  return html`<b class="tag promise-${cell.keeps}">${promiseWords(cell, texts)}</b>`;
}

export function outcomeTag(outcome: Outcome, texts: Dictionary): Html {
  return html`<b class="tag outcome-${outcome}">${texts.outcomes[outcome]}</b>`;
}

/** `kept 12` */
export function outcomeCount(outcome: Outcome, n: number, texts: Dictionary): Html {
  return html`<b class="tag outcome-${outcome}">${texts.outcomes[outcome]} ${count(n)}</b>`;
}

/** `breaking 7,532`; with a waiver, `needs a waiver 7,532`. */
export function verdictCount(verdict: Verdict, n: number, texts: Dictionary, waiver = false): Html {
  const isWaiver = verdict === 'breaking' && waiver;
  const word = texts.verdicts[isWaiver ? 'waiver' : verdict];
  return html`<b class="tag ${isWaiver ? 'waiver' : `judged-${verdict}`}">${word} ${count(n)}</b>`;
}

/** The verdicts of symbols that could have hurt a module, gravest first; never those that cannot. */
export function gravestCounts(symbols: VerdictCounts): [Verdict, number][] {
  return VERDICTS.filter((verdict) => VERDICT_FACTS[verdict].couldHurt && symbols[verdict] > 0).map(
    (verdict) => [verdict, symbols[verdict]],
  );
}
