/** C as the type tables hold it, with links to the types that it names. */
import { NAME_PATTERN } from '../types/table/declaration.ts';
import type { TypeKey } from '../types/table/table.ts';
import { Html, html } from './html.ts';

/** `struct name`, a bare word, or a note about sizes and offsets. */
const WORD = new RegExp(String.raw`\b(struct|union|enum) (${NAME_PATTERN})|[A-Za-z_]\w*|// [^\n]*`, 'g');

/** @param hrefOf undefined for a type that is not linked: one without a page, or the one that is defined */
export function linkedCode(text: string, hrefOf: (key: TypeKey) => string | undefined): Html {
  const parts: Html[] = [];
  let at = 0;
  for (const match of text.matchAll(WORD)) {
    const [whole, kind, name] = match;
    parts.push(html`${text.slice(at, match.index)}${word(whole, kind, name, hrefOf)}`);
    at = match.index + whole.length;
  }
  return html`${parts}${text.slice(at)}`;
}

function word(
  whole: string,
  kind: string | undefined,
  name: string | undefined,
  hrefOf: (key: TypeKey) => string | undefined,
): Html {
  if (whole.startsWith('//')) return html`<span class="o">${whole}</span>`;
  const key: TypeKey = kind === undefined ? `typedef ${whole}` : `${kind as 'struct'} ${name ?? ''}`;
  const href = hrefOf(key);
  return href === undefined ? html`${whole}` : new Html(html`<a href="${href}">${whole}</a>`.text);
}
