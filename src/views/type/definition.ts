/** A definition as text, with links to the types that it names. */
import { NAME_PATTERN } from '../../types/table/declaration.ts';
import type { TypeKey } from '../../types/table/table.ts';
import { Html, html } from '../../media/html.ts';

/** `struct name`, a bare word, or a note about sizes and offsets. */
const WORD = new RegExp(String.raw`\b(struct|union|enum) (${NAME_PATTERN})|[A-Za-z_]\w*|// [^\n]*`, 'g');

/**
 * @param own the type that is defined, which is not linked to itself
 * @param hrefOf undefined for a type without a page
 */
export function definition(text: string, own: string, hrefOf: (key: TypeKey) => string | undefined): Html {
  const parts: Html[] = [];
  let at = 0;
  for (const match of text.matchAll(WORD)) {
    const [whole, kind, name] = match;
    parts.push(html`${text.slice(at, match.index)}${word(whole, kind, name, own, hrefOf)}`);
    at = match.index + whole.length;
  }
  return html`<pre class="definition"><code>${parts}${text.slice(at)}</code></pre>`;
}

function word(
  whole: string,
  kind: string | undefined,
  name: string | undefined,
  own: string,
  hrefOf: (key: TypeKey) => string | undefined,
): Html {
  if (whole.startsWith('//')) return html`<span class="o">${whole}</span>`;
  const key: TypeKey = kind === undefined ? `typedef ${whole}` : `${kind as 'struct'} ${name ?? ''}`;
  const href = key === own ? undefined : hrefOf(key);
  return href === undefined ? html`${whole}` : new Html(html`<a href="${href}">${whole}</a>`.text);
}
