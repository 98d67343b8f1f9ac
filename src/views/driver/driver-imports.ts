/** What a driver imports, with how often each symbol's CRC changed: the ones most likely to demand a rebuild first. */
import type { DriverRows } from '../../records/rows/driver.ts';
import { count } from '../../base/text.ts';
import { html, type Html } from '../../media/html.ts';

const ROWS_PER_SECTION = 100;

export interface ImportLinks {
  /** The name of a symbol, linked if it has a page. */
  readonly link: (symbol: string) => Html;
  /** Of what: names the tables apart where a page has several. */
  readonly label?: string;
  /** Id of a symbol's row. */
  readonly anchorOf: (symbol: string) => string;
}

export function importTables(
  { imports, variants }: Pick<DriverRows, 'imports' | 'variants'>,
  links: ImportLinks,
): Html {
  const sections: Html[] = [];
  for (let start = 0; start < imports.length; start += ROWS_PER_SECTION) {
    sections.push(table(imports.slice(start, start + ROWS_PER_SECTION), variants, start, links));
  }
  return html`${sections}`;
}

function table(
  rows: DriverRows['imports'],
  variants: readonly string[],
  start: number,
  links: ImportLinks,
): Html {
  const { label } = links;
  const span = `Imports ${start + 1} to ${start + rows.length}${label === undefined ? '' : ` of ${label}`}`;
  return html`<div class="lazy"><div class="scroll" role="region" tabindex="0" aria-label="${span}"><table class="imports"><thead><tr><th>Symbol</th>${variants.map((variant) => html`<th class="num">CRC changes on ${variant}</th>`)}</tr></thead><tbody>
${rows.map((row) => tableRow(row, links))}</tbody></table></div></div>
`;
}

function tableRow({ symbol, updates }: DriverRows['imports'][number], { link, anchorOf }: ImportLinks): Html {
  return html`<tr id="${anchorOf(symbol)}"><th>${link(symbol)}</th>${updates.map(updatesCell)}</tr>
`;
}

function updatesCell(updates: DriverRows['imports'][number]['updates'][number]): Html {
  if (updates === null) return html`<td class="num soft">unknown</td>`;
  return html`<td class="num">${count(updates.crcChanged)} <span class="soft">of ${count(updates.comparable)}</span></td>`;
}
