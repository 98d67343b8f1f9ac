import type { Urls } from '../../addresses/urls.ts';
import { html, type Html } from '../../media/html.ts';
import { symbolLink } from './names.ts';

export function nameList(symbols: readonly string[], urls: Urls): Html {
  return html`<ul class="names">${symbols.map(
    (symbol) => html`<li>${symbolLink(symbol, urls)}</li>
`,
  )}</ul>`;
}
