/** How a load verdict looks and reads: a mark by its class, a word with the number of symbols, and a colour last. */
import type { Dictionary } from '../../lang/en/translation.ts';
import { en } from '../../lang/en/messages.ts';
import type { LoadVerdict } from '../../load/verdict.ts';
import { count } from '../../base/text.ts';
import { html, type Html } from '../../media/html.ts';

/** @param symbols as symbolsBehind counts them; 0 is not shown */
export function verdictTag(verdict: LoadVerdict, symbols: number, texts: Dictionary = en): Html {
  return html`<b class="tag verdict-${verdict}">${texts.loadVerdicts[verdict]}${symbols === 0 ? '' : ` ${count(symbols)}`}</b>`;
}
