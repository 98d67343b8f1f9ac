/** Changes grouped by provider module, as compact lists of names: the form of the release page. */
import { kindsOf, parseChangeRows, type ChangeRow } from '../kabi/comparison.ts';
import { CHANGE_KINDS, type ChangeKind } from '../kabi/model.ts';
import type { CompareRows } from '../kabi/schema/generated.ts';
import { counted } from '../kabi/sentences.ts';
import type { Urls } from '../kabi/urls.ts';
import { anchor } from './anchor.ts';
import { html, nothing, type Html } from './html.ts';
import { symbolName } from './names.ts';
import { KIND_WORDS, tag } from './tags.ts';

export type ModuleRows = CompareRows['modules'][number];

/** A module with more changes has its list on a page of its own. */
export const MOST_LISTED = 200;

/**
 * @param ownPage URL of the page with all changes of the module, for modules with more than MOST_LISTED
 * @param taken anchors that stand further up on the page
 */
export function moduleSection(
  module: ModuleRows,
  lanes: readonly string[],
  urls: Urls,
  ownPage: string,
  taken: ReadonlySet<string>,
): Html {
  const rows = parseChangeRows(module.rows);
  const listed = listedRows(rows);
  const rest = rows.length - listed.length;
  return html`<section class="module ${lazyClass(listed.length)}"${anchor(module.module, taken)}><h3><a href="${urls.module(module.module)}"><code>${module.module}</code></a><small>${moduleCounts(module, lanes)}</small></h3>
${CHANGE_KINDS.map((kind) => kindList(kind, listed, lanes, urls, taken))}${
    rest === 0
      ? nothing
      : html`<p><a href="${ownPage}">${counted(rest, 'more change', 'more changes')} of <code>${module.module}</code>, with old and new CRC</a></p>`
  }</section>
`;
}

/** Laid out when it comes into view; until then as high as its class says (tables.css). */
function lazyClass(names: number): string {
  if (names <= 18) return 'lazy';
  return names <= 60 ? 'lazy long' : 'lazy longest';
}

/** The anchors of a module's section. */
export function moduleAnchors({ module, rows }: ModuleRows): string[] {
  return [module, ...listedRows(parseChangeRows(rows)).map((row) => row.symbol)];
}

/** Of a module with very many changes, those that are not merely another CRC. */
function listedRows(rows: readonly ChangeRow[]): readonly ChangeRow[] {
  if (rows.length <= MOST_LISTED) return rows;
  return rows.filter((row) => kindsOf(row)[0] !== 'crc-changed').slice(0, MOST_LISTED);
}

/** `amd64: 12 CRC changed, 1 added · arm64: …`, said once where the lanes agree. */
export function moduleCounts({ counts }: ModuleRows, lanes: readonly string[]): string {
  const texts = counts.map((summary) =>
    ([...CHANGE_KINDS, 'not-comparable'] as const)
      .filter((kind) => summary[kind] > 0)
      .map((kind) => `${summary[kind].toLocaleString('en-US')} ${KIND_WORDS[kind]}`)
      .join(', '),
  );
  const [first = ''] = texts;
  if (texts.every((text) => text === first)) return first;
  return texts.map((text, i) => `${lanes[i] ?? ''}: ${text === '' ? 'no change' : text}`).join(' · ');
}

/** The rows whose most severe change is of this kind. */
function kindList(
  kind: ChangeKind,
  rows: readonly ChangeRow[],
  lanes: readonly string[],
  urls: Urls,
  taken: ReadonlySet<string>,
): Html {
  const own = rows.filter((row) => kindsOf(row)[0] === kind);
  if (own.length === 0) return nothing;
  return html`${tag(kind)}<ul class="names">${own.map((row) => nameItem(row, lanes, urls, taken))}</ul>
`;
}

function nameItem(row: ChangeRow, lanes: readonly string[], urls: Urls, taken: ReadonlySet<string>): Html {
  const also = kindsOf(row).slice(1);
  const where = row.changes.every((change) => change !== null)
    ? nothing
    : html` <small>${lanes.filter((_, i) => row.changes[i]).join(', ')}</small>`;
  return html`<li${anchor(row.symbol, taken)}><a href="${urls.symbol(row.symbol)}">${symbolName(row.symbol)}</a>${also.map((kind) => html` ${tag(kind)}`)}${where}</li>
`;
}
