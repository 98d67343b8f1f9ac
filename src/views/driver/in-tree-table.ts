/** The modules of one release that the next one does not load, with the symbols behind it. */
import type { LoadVerdict } from '../../load/verdict.ts';
import { getOrInsert } from '../../base/maps.ts';
import type { InTreeRows } from '../../records/rows/in-tree.ts';
import { count } from '../../base/text.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { verdictTag } from '../frame/verdicts.ts';

const ROWS_PER_SECTION = 100;
/** Symbols named of a module; its own page has all. */
const MOST_NAMED = 3;

interface Row {
  readonly name: string;
  /** In the order of the variants; undefined where it loads. */
  readonly cells: ({ readonly verdict: LoadVerdict; readonly symbols: readonly string[] } | undefined)[];
}

/** One row per module, with a column per variant: those come first that come first in the first variant. */
export function inTreeTable(variants: InTreeRows, urls: Urls): Html {
  const rows = rowsOf(variants);
  const sections: Html[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_SECTION) {
    const own = rows.slice(start, start + ROWS_PER_SECTION);
    const label = `Modules ${start + 1} to ${start + own.length}`;
    sections.push(html`<div class="lazy"><div class="scroll" role="region" tabindex="0" aria-label="${label}"><table class="imports"><thead><tr><th>Module</th>${variants.map(({ variant }) => html`<th>${variant}</th>`)}<th>Symbols</th></tr></thead><tbody>
${own.map((row) => tableRow(row, urls))}</tbody></table></div></div>
`);
  }
  return html`${sections}`;
}

function rowsOf(variants: InTreeRows): Row[] {
  const rows = new Map<string, Row>();
  for (const [index, { modules }] of variants.entries()) {
    for (const { name, verdict, symbols } of modules) {
      const row = getOrInsert(rows, name, () => ({ name, cells: variants.map(() => undefined) }));
      row.cells[index] = { verdict, symbols: symbols.split(' ').filter((each) => each !== '') };
    }
  }
  return [...rows.values()];
}

function tableRow({ name, cells }: Row, urls: Urls): Html {
  const symbols = [...new Set(cells.flatMap((cell) => cell?.symbols ?? []))];
  const named = symbols.slice(0, MOST_NAMED);
  const more = symbols.length - named.length;
  return html`<tr id="${name}"><th><a href="${urls.driver(name)}">${name}</a></th>${cells.map(verdictCell)}<td>${named.map((symbol, i) => html`${i === 0 ? '' : ', '}<a href="${urls.symbol(symbol)}">${symbol}</a>`)}${more > 0 ? html` <a href="${urls.driver(name)}">and ${count(more)} more</a>` : nothing}</td></tr>
`;
}

function verdictCell(cell: Row['cells'][number]): Html {
  if (cell === undefined) return html`<td></td>`;
  return html`<td>${verdictTag(cell.verdict, cell.symbols.length)}</td>`;
}
