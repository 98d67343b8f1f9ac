/** Changes grouped by provider module, as compact lists of names: the form of the release page. */
import { itemAt } from '../../base/items.ts';
import { kindsOf, parseChangeRows, type ChangeRow } from '../../history/comparison.ts';
import { CHANGE_KINDS, type ChangeKind } from '../../kernel/change.ts';
import type { CompareRows } from '../../records/rows/comparison.ts';
import { counted } from '../../base/text.ts';
import type { Urls } from '../../addresses/urls.ts';
import { anchor } from '../../media/anchor.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import { symbolLink } from '../frame/names.ts';
import { KIND_WORDS, tag } from '../frame/tags.ts';

export type ModuleChangeRows = CompareRows['modules'][number];

/** A module with more changes has its list on a page of its own. */
export const MOST_LISTED = 200;

/** Changes listed on the page of a release: so many are about 100 kB, packed. */
export const MOST_ON_PAGE = 5150;

/** A folded module lists no more than that, or as much as modules that are not. */
const LEAST_LISTED = 50;

/** The lists of a page ask for the same rows one after the other; they go with the page. */
const PARSED = new WeakMap<ModuleChangeRows, readonly ChangeRow[]>();

/** The changes of a module, each time the same records. */
export function rowsOf(module: ModuleChangeRows): readonly ChangeRow[] {
  let rows = PARSED.get(module);
  if (rows === undefined) PARSED.set(module, (rows = parseChangeRows(module.rows)));
  return rows;
}

/**
 * Up to how many changes a module is listed in full, so that the page lists no more than `most`: the largest modules give
 * way first.
 */
export function listLimit(modules: readonly ModuleChangeRows[], most = MOST_ON_PAGE): number {
  const sizes = modules.map((module) => {
    const rows = rowsOf(module);
    return { all: rows.length, others: rows.filter(isMoreThanCrc).length };
  });
  const shown = (limit: number) =>
    sizes.reduce((sum, { all, others }) => sum + (all <= limit ? all : Math.min(others, foldedTo(limit))), 0);
  let limit = MOST_LISTED;
  while (limit > 0 && shown(limit) > most) limit -= 1;
  return limit;
}

/**
 * @param allChanges URL of all changes of the module, for one with more than `limit`
 * @param taken anchors that stand further up on the page
 */
export function moduleSection(
  module: ModuleChangeRows,
  variants: readonly string[],
  urls: Urls,
  allChanges: string,
  taken: ReadonlySet<string>,
  limit = MOST_LISTED,
): Html {
  const rows = rowsOf(module);
  const listed = listedRows(rows, limit);
  const rest = rows.length - listed.length;
  const byKind = Map.groupBy(listed, (row) => kindsOf(row)[0]);
  return html`<section class="module ${lazyClass(listed.length)}"${anchor(module.module, taken)}><h3><a href="${urls.module(module.module)}"><code>${module.module}</code></a><small>${moduleCounts(module, variants)}</small></h3>
${CHANGE_KINDS.map((kind) => kindList(kind, byKind.get(kind) ?? [], variants, urls, taken))}${
    rest === 0
      ? nothing
      : html`<p><a href="${allChanges}">${counted(rest, 'more change', 'more changes')} of <code>${module.module}</code>, with old and new CRC</a></p>`
  }</section>
`;
}

/** Laid out when it comes into view; until then as high as its class says (tables.css). */
function lazyClass(names: number): string {
  if (names <= 18) return 'lazy';
  return names <= 60 ? 'lazy long' : 'lazy longest';
}

/** The anchors of a module's section. */
export function moduleAnchors(module: ModuleChangeRows, limit = MOST_LISTED): string[] {
  return [module.module, ...listedRows(rowsOf(module), limit).map((row) => row.symbol)];
}

/** Of a module with very many changes, those that are not merely another CRC. */
function listedRows(rows: readonly ChangeRow[], limit: number): readonly ChangeRow[] {
  if (rows.length <= limit) return rows;
  return rows.filter(isMoreThanCrc).slice(0, foldedTo(limit));
}

function isMoreThanCrc(row: ChangeRow): boolean {
  return kindsOf(row)[0] !== 'crc-changed';
}

function foldedTo(limit: number): number {
  return Math.max(limit, LEAST_LISTED);
}

/** `amd64: 12 CRC changed, 1 added · arm64: …`, said once where the variants agree. */
export function moduleCounts({ counts }: ModuleChangeRows, variants: readonly string[]): string {
  const texts = counts.map((summary) =>
    ([...CHANGE_KINDS, 'not-comparable'] as const)
      .filter((kind) => summary[kind] > 0)
      .map((kind) => `${summary[kind].toLocaleString('en-US')} ${KIND_WORDS[kind]}`)
      .join(', '),
  );
  const [first = ''] = texts;
  if (texts.every((text) => text === first)) return first;
  return texts.map((text, i) => `${itemAt(variants, i)}: ${text === '' ? 'no change' : text}`).join(' · ');
}

/** @param own the rows whose most severe change is of this kind */
function kindList(
  kind: ChangeKind,
  own: readonly ChangeRow[],
  variants: readonly string[],
  urls: Urls,
  taken: ReadonlySet<string>,
): Html {
  if (own.length === 0) return nothing;
  return html`${tag(kind)}<ul class="names">${own.map((row) => nameItem(row, variants, urls, taken))}</ul>
`;
}

function nameItem(row: ChangeRow, variants: readonly string[], urls: Urls, taken: ReadonlySet<string>): Html {
  const also = kindsOf(row).slice(1);
  const where = row.changes.every((change) => change !== null)
    ? nothing
    : html` <small>${variants.filter((_, i) => row.changes[i]).join(', ')}</small>`;
  return html`<li${anchor(row.symbol, taken)}>${symbolLink(row.symbol, urls)}${also.map((kind) => html` ${tag(kind)}`)}${where}</li>
`;
}
