/** Why a symbol's CRC changed, release by release: the shortest way to the definition that changed. */
import type { WhyRows } from '../../records/rows/why.ts';
import { hasTypePage } from '../../addresses/type-pages.ts';
import type { TypeKey } from '../../types/table/table.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, nothing, type Html } from '../../media/html.ts';

/** Nothing where no reason is on file: that is said of releases, not of every symbol. */
export function whyLines(
  symbol: string,
  { why, urls }: { readonly why: WhyRows; readonly urls: Urls },
): Html {
  const own = Object.hasOwn(why.symbols, symbol) ? (why.symbols[symbol] ?? []) : [];
  if (own.length === 0) return nothing;
  return html`<p class="small">Why: ${own.map(([update, path], i) => {
    const at = why.updates[update];
    if (at === undefined) return nothing;
    return html`${i === 0 ? '' : '; '}in ${at.release} ${reason(path, urls)}`;
  })}.</p>
`;
}

/** @param path types on the way, the cause last */
function reason(path: readonly string[], urls: Urls): Html {
  const cause = path.at(-1);
  if (cause === undefined) return html`its own declaration`;
  const way = path.slice(0, -1);
  const name = hasTypePage(cause as TypeKey)
    ? html`<a href="${urls.type(cause as TypeKey)}">${cause}</a>`
    : cause;
  const via =
    way.length === 0
      ? nothing
      : html` by way of ${way.length > 2 ? `${way[0] ?? ''} and ${way.length - 1} more` : way.join(', ')}`;
  return html`${name}${via}`;
}
