/** How a load verdict looks and reads: a mark by its class, a word with the number of symbols, and a colour last. */
import type { Dictionary } from '../i18n/dictionary.ts';
import { en } from '../i18n/en.ts';
import type { LoadVerdict } from '../kabi/load-verdict.ts';
import { count } from '../kabi/sentences.ts';
import { html, type Html } from './html.ts';

/** @param symbols as symbolsBehind counts them; 0 is not shown */
export function verdictTag(verdict: LoadVerdict, symbols: number, texts: Dictionary = en): Html {
  return html`<b class="tag verdict-${verdict}">${texts.loadVerdicts[verdict]}${symbols === 0 ? '' : ` ${count(symbols)}`}</b>`;
}
