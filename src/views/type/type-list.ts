import { nameOf, type TypeKey } from '../../types/table/table.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, type Html } from '../../media/html.ts';

/** Names of types of one kind, each leading to its page. */
export function typeList(keys: readonly TypeKey[], urls: Urls): Html {
  return html`<ul class="names">${keys.map(
    (key) => html`<li><a href="${urls.type(key)}">${nameOf(key)}</a></li>
`,
  )}</ul>`;
}
