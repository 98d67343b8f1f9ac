/** The symbols of a provider module, with where they are exported today. */
import { firstOf, lastOf } from '../../base/items.ts';
import { parseProvidedRows, type ProvidedRow } from '../../history/provided.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, type Html } from '../../media/html.ts';
import { symbolLink } from '../frame/names.ts';

const ROWS_PER_SECTION = 100;

/** @param titles of the products that have the module, by name */
export function providedTables(
  module: string,
  text: string,
  titles: ReadonlyMap<string, string>,
  urls: Urls,
): Html {
  const rows = parseProvidedRows(text);
  const sections: Html[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_SECTION) {
    sections.push(table(module, rows.slice(start, start + ROWS_PER_SECTION), titles, urls));
  }
  return html`${sections}`;
}

function table(
  module: string,
  rows: readonly ProvidedRow[],
  titles: ReadonlyMap<string, string>,
  urls: Urls,
): Html {
  const span = `${firstOf(rows).symbol} to ${lastOf(rows).symbol}`;
  return html`<div class="lazy"><div class="scroll" role="region" tabindex="0" aria-label="${module}: ${span}"><table class="rows"><thead><tr><th>Symbol</th><th>Export type</th><th>Newest releases with it</th></tr></thead><tbody>
${rows.map((row) => tableRow(row, titles, urls))}</tbody></table></div></div>
`;
}

function tableRow(
  { symbol, type, namespace, products }: ProvidedRow,
  titles: ReadonlyMap<string, string>,
  urls: Urls,
): Html {
  const inNamespace =
    namespace === '' ? '' : html`<br><span class="small soft">namespace <code>${namespace}</code></span>`;
  return html`<tr id="${symbol}"><th>${symbolLink(symbol, urls)}</th><td>${type === '' ? 'unknown' : html`<code>${type}</code>`}${inNamespace}</td><td>${where(products, titles)}</td></tr>
`;
}

function where(products: readonly string[], titles: ReadonlyMap<string, string>): string | Html {
  if (products.length === 0) return html`<span class="soft">none: removed, or moved to another module</span>`;
  if (products.length === titles.size && titles.size > 1) return 'all';
  return products.map((name) => titles.get(name) ?? name).join(', ');
}
