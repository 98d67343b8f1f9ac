/** What became of a type: which releases have which definition, and each change with the lines before and after. */
import type { TypeRowChange } from '../../records/rows/types.ts';
import { firstOf } from '../../base/items.ts';
import { listed } from '../../base/text.ts';
import { kindOf, nameOf, type TypeKey } from '../../types/table/table.ts';
import type { Urls } from '../../addresses/urls.ts';
import { typeAnchor } from '../../addresses/type-pages.ts';
import { anchor } from '../../media/anchor.ts';
import { definitionDiff } from './definition-diff.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { originLines } from '../frame/origins.ts';
import { classTag } from '../frame/tags.ts';
import { reachWords, type TypeFacts, type TypeVariant } from './type-facts.ts';

export function typeHistory(
  { variants, row: { name, changes } }: TypeFacts,
  level: number,
  id: (of: string) => string,
  urls: Urls,
): Html {
  const taken = new Set<string>();
  return html`${runsTable(variants, urls)}${changes.map((change) => changeSection({ name, ...change }, level, id, taken, urls))}`;
}

/** The newest product first: there a reader is most likely to be. */
function runsTable(variants: readonly TypeVariant[], urls: Urls): Html {
  const byProduct = [...Map.groupBy(variants, ({ product }) => product).values()].reverse();
  return html`<div class="scroll"><table><thead><tr><th>Product</th><th>Architecture</th><th>Releases with the same definition</th></tr></thead><tbody>
${byProduct.flatMap((own) =>
  own.map(
    (
      { title, product, name, runs },
      i,
    ) => html`<tr>${i === 0 ? html`<th scope="rowgroup" rowspan="${own.length}"><a href="${urls.product(product)}">${title}</a></th>` : nothing}<td>${name}</td><td>${runs.map(({ from, to }, at) => html`${at === 0 ? nothing : html`,<br>`}${runWords(from, to)}`)}</td></tr>
`,
  ),
)}</tbody></table></div>
`;
}

/** `6.1.0-50 to 6.1.0-53` */
export function runWords(from: string, to: string): string {
  return from === to ? from : `${from} to ${to}`;
}

/** The card of the comparison; of what no CRC shows, the page of the release. */
function changeUrl(
  { name, product, before, after, hidden }: TypeRowChange & { readonly name: string },
  urls: Urls,
): string {
  if (hidden) return urls.release(product, after);
  const key = name as TypeKey;
  return `${urls.compare(product, before, after)}#${typeAnchor({ kind: kindOf(key), name: nameOf(key) })}`;
}

function changeSection(
  change: TypeRowChange & { readonly name: string },
  level: number,
  id: (of: string) => string,
  taken: Set<string>,
  urls: Urls,
): Html {
  const { product, before, after, variants, detail, hidden, origins, beforeText, afterText } = change;
  const row = id(`${product}-${after}${hidden ? '-hidden' : ''}`);
  const own = anchor(row, taken);
  taken.add(row);
  // Each architecture has an anchor of its own, so that a change that only one of them has can be cited, too.
  const places = variants.map((variant) => `${row}-${variant}`);
  const spots = places.map((place) => html`<span${anchor(place, taken)}></span>`);
  for (const place of places) taken.add(place);
  const self = own === nothing ? firstOf(places) : row;
  return html`<article class="cause"${own}>${spots}<header><h${level}><a href="${changeUrl(change, urls)}">${after}</a></h${level}> <a class="p" href="#${self}" aria-label="#${self}"></a> ${classTag(change.class)} <span class="small soft">compared with ${before} on ${listed(variants)} · ${reachWords(change)}</span></header>
<p>${detail}</p>
${originLines(origins)}${definitionDiff(beforeText, afterText)}</article>
`;
}
