import type { Urls } from '../kabi/urls.ts';
import { html, type Html } from './html.ts';
import { symbolLink } from './names.ts';

export function nameList(symbols: readonly string[], urls: Urls): Html {
  return html`<ul class="names">${symbols.map(
    (symbol) => html`<li>${symbolLink(symbol, urls)}</li>
`,
  )}</ul>`;
}
