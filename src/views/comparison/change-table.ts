/** Changes as a table with the values before and after: the form of the comparison pages. */
import { isRustSymbol, rustName } from '../../formats/exports/rust-names.ts';
import { firstOf, lastOf } from '../../base/items.ts';
import { compareText, count } from '../../base/text.ts';
import { kindsOf, type ChangeRow, type VariantChange } from '../../history/comparison.ts';
import { rustChanges } from '../../history/rust-changes.ts';
import { formatCrc } from '../../kernel/export.ts';
import { CHANGE_KINDS, type ChangeKind } from '../../kernel/change.ts';
import type { CompareEntry } from '../../records/entries/comparison.ts';
import type { Urls } from '../../addresses/urls.ts';
import { rowsOf } from './change-lists.ts';
import type { ModuleChangeRows } from './change-pages.ts';
import { anchor } from '../../media/anchor.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { symbolLink } from '../frame/names.ts';
import { KIND_WORDS, tag } from '../frame/tags.ts';

/** A column of the table. */
export interface TableVariant {
  readonly name: string;
  /** False where no CRC of the variant can be compared: a symbol without a change is then not known to be unchanged. */
  readonly comparable: boolean;
}

export function tableVariants(variants: CompareEntry['variants']): TableVariant[] {
  return variants.map(({ variant, common, summary }) => ({
    name: variant,
    comparable: common === 0 || summary['not-comparable'] < common,
  }));
}

/** A browser lays out so many rows in one go without a noticeable pause. */
const ROWS_PER_SECTION = 100;

/**
 * One table per hundred rows, each in a section that is laid out when it comes into view.
 *
 * @param taken anchors that stand further up on the page
 */
export function changeTables(
  module: ModuleChangeRows,
  variants: readonly TableVariant[],
  urls: Urls,
  taken: ReadonlySet<string>,
): Html {
  const rows = rowsOf(module);
  const plain = rows.filter(({ symbol }) => !isRustSymbol(symbol));
  const rust = rows.filter(({ symbol }) => isRustSymbol(symbol));
  return html`${tables(plain, variants, urls, module.module, taken)}${rust.length === 0 ? nothing : rustTables(rust, variants, urls, module.module, taken)}`;
}

function tables(
  rows: readonly ChangeRow[],
  variants: readonly TableVariant[],
  urls: Urls,
  module: string,
  taken: ReadonlySet<string>,
): Html {
  const sections: Html[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_SECTION) {
    sections.push(table(rows.slice(start, start + ROWS_PER_SECTION), variants, urls, module, taken));
  }
  return html`${sections}`;
}

/** Folded by crate: which of its functions a crate exports, and under which names, is up to the compiler. */
function rustTables(
  rows: readonly ChangeRow[],
  variants: readonly TableVariant[],
  urls: Urls,
  module: string,
  taken: ReadonlySet<string>,
): Html {
  const crates = [...Map.groupBy(rows, ({ symbol }) => rustName(symbol)?.crate ?? 'unknown crate')];
  return html`<p>Symbols of Rust, by crate:</p>
${crates
  .sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b))
  .map(
    ([crate, own]) => html`<details class="crate"><summary><code>${crate}</code>: ${crateWords(own)}</summary>
${tables(own, variants, urls, module, taken)}</details>
`,
  )}`;
}

/** Of all variants together, each symbol once. */
function crateWords(rows: readonly ChangeRow[]): string {
  const kinds = rows.map((row) => ({ symbol: row.symbol, kinds: [...kindsOf(row)] }));
  const counts = CHANGE_KINDS.flatMap((kind) => {
    const n = kinds.filter((each) => each.kinds[0] === kind).length;
    return n === 0 ? [] : [`${count(n)} ${KIND_WORDS[kind]}`];
  });
  const { renamed } = rustChanges(kinds);
  const same =
    renamed === 0 ? '' : `; ${count(renamed)} of them only have another name, given by another rustc`;
  return `${counts.join(', ')}${same}`;
}

function table(
  rows: readonly ChangeRow[],
  variants: readonly TableVariant[],
  urls: Urls,
  module: string,
  taken: ReadonlySet<string>,
): Html {
  const first = firstOf(rows).symbol;
  const last = lastOf(rows).symbol;
  return html`<div class="lazy"><div class="scroll" role="region" tabindex="0" aria-label="${module}: ${first} to ${last}"><table class="rows values"><thead><tr><th>Symbol</th><th>What</th>${variants.map((variant) => html`<th>${variant.name}</th>`)}</tr></thead><tbody>
${rows.map((row) => tableRow(row, variants, urls, taken))}</tbody></table></div></div>
`;
}

function tableRow(
  row: ChangeRow,
  variants: readonly TableVariant[],
  urls: Urls,
  taken: ReadonlySet<string>,
): Html {
  const kinds = row.changes.flatMap((change) => (change === null ? [] : [change.kinds]));
  const agreed = kinds.every((each) => each.join() === kinds[0]?.join());
  const what = agreed ? (kinds[0] ?? []) : [];
  return html`<tr${anchor(row.symbol, taken)}><th>${symbolLink(row.symbol, urls)} <a class="p" href="#${row.symbol}">#</a></th><td>${what.map(tag)}</td>${row.changes.map((change, i) => html`<td>${variantCell(change, agreed, variants[i]?.comparable === false ? 'not comparable' : 'no change')}</td>`)}</tr>
`;
}

/** @param told whether the row says what happened, for all variants in which something did */
function variantCell(change: VariantChange | null, told: boolean, still: string): Html {
  if (change === null) return html`<i>${still}</i>`;
  const elsewhere = change.provider === undefined ? nothing : html` <i>in ${change.provider}</i>`;
  return html`${change.kinds.map((kind, i) => html`${i === 0 ? nothing : html`<br>`}${told ? nothing : html`${tag(kind)} `}${values(kind, change)}`)}${elsewhere}`;
}

function values(kind: ChangeKind, change: VariantChange): Html {
  switch (kind) {
    case 'added':
      return crc(change.crcAfter);
    case 'removed':
      return crc(change.crcBefore);
    case 'crc-changed':
      return html`${formatCrc(change.crcBefore)} → ${formatCrc(change.crcAfter)}`;
    case 'type-changed':
      return pair(change.type);
    case 'namespace-changed':
      return pair(change.namespace);
    case 'module-moved':
      return html`from ${change.module?.[0] ?? ''}`;
    default:
      return kind satisfies never;
  }
}

function crc(value: number): Html {
  return value === 0 ? html`<i>no CRC</i>` : html`${formatCrc(value)}`;
}

function pair(values: readonly [string, string] | undefined): Html {
  const [before = '', after = ''] = values ?? [];
  return html`${before === '' ? 'none' : before} → ${after === '' ? 'none' : after}`;
}
