/** What became of a type: which releases have which definition, and each change with the lines before and after. */
import type { HistoryTable } from '../kabi/schema/generated.ts';
import type { TypeRow, TypeRowChange, TypeRowLane } from '../kabi/schema/types.ts';
import { counted, listed } from '../kabi/sentences.ts';
import type { Urls } from '../kabi/urls.ts';
import { anchor } from './anchor.ts';
import { definitionDiff } from './definition-diff.ts';
import { html, nothing, type Html } from './html.ts';
import { classTag } from './tags.ts';

export function typeHistory(
  { lanes, changes }: TypeRow,
  level: number,
  id: (of: string) => string,
  { table, urls }: { readonly table: HistoryTable; readonly urls: Urls },
): Html {
  const taken = new Set<string>();
  return html`${runsTable(lanes, table, urls)}${changes.map((change) => changeSection(change, level, id, taken, urls))}`;
}

/** The newest product first: there a reader is most likely to be. */
function runsTable(lanes: readonly TypeRowLane[], table: HistoryTable, urls: Urls): Html {
  const rows = lanes
    .map((lane) => laneOf(lane, table))
    .map((lane, i) => ({ ...lane, runs: lanes[i]?.runs ?? [] }));
  const byProduct = [...Map.groupBy(rows, ({ product }) => product).values()].reverse();
  return html`<div class="scroll"><table><thead><tr><th>Product</th><th>Architecture</th><th>Releases with one definition</th></tr></thead><tbody>
${byProduct.flatMap((own) =>
  own.map(
    (
      { title, product, name, releases, runs },
      i,
    ) => html`<tr>${i === 0 ? html`<th scope="rowgroup" rowspan="${own.length}"><a href="${urls.product(product)}">${title}</a></th>` : nothing}<td>${name}</td><td>${runs.map(([from, to], at) => html`${at === 0 ? nothing : html`,<br>`}${runWords(releases[from] ?? '', releases[to] ?? '')}`)}</td></tr>
`,
  ),
)}</tbody></table></div>
`;
}

function runWords(from: string, to: string): string {
  return from === to ? from : `${from} to ${to}`;
}

/** What the indices of a lane mean. */
export function laneOf({ lane, releases }: TypeRowLane, table: HistoryTable) {
  const {
    product: index,
    name,
    releases: all,
  } = table.lanes[lane] ?? { product: -1, name: '', releases: [] };
  const product = table.products[index];
  return {
    name,
    title: product?.title ?? '',
    product: product?.name ?? '',
    releases: releases.map((at) => product?.releases[all[at] ?? -1] ?? ''),
    day: product?.built[all[releases.at(-1) ?? -1] ?? -1] ?? null,
  };
}

function changeSection(
  change: TypeRowChange,
  level: number,
  id: (of: string) => string,
  taken: Set<string>,
  urls: Urls,
): Html {
  const { product, before, after, lanes, detail, hidden, symbols, modules, beforeText, afterText } = change;
  const reach = hidden
    ? `no CRC of the ${counted(symbols, 'export', 'exports')} that reach it changed${modulesWords(modules)}`
    : `reached by ${counted(symbols, 'changed export', 'changed exports')}${modulesWords(modules)}`;
  const row = id(`${product}-${after}${hidden ? '-hidden' : ''}`);
  const own = anchor(row, taken);
  taken.add(row);
  return html`<article class="cause"${own}><header><h${level}><a href="${urls.release(product, after)}">${after}</a></h${level}> ${classTag(change.class)} <span class="small soft">compared with ${before} on ${listed(lanes)} · ${reach}</span></header>
<p>${detail}</p>
${definitionDiff(beforeText, afterText)}</article>
`;
}

function modulesWords(modules: number | null): string {
  if (modules === null) return '';
  if (modules === 0) return ', none of which an in-tree module imports';
  return ` · ${counted(modules, 'in-tree module imports', 'in-tree modules import')} one of them`;
}
