/** History in words: a table per product with a row per release that changed something, newest first. */
import { itemAt } from '../../base/items.ts';
import { getOrInsert } from '../../base/maps.ts';
import { formatCrc } from '../../kernel/export.ts';
import type {
  EventKind,
  VariantEvent,
  VariantHistory,
  ProductHistory,
  State,
} from '../../history/symbol-history.ts';
import type { Urls } from '../../addresses/urls.ts';
import { html, type Html } from '../../media/html.ts';
import { historyTag } from '../frame/tags.ts';

/**
 * To be put into one box that scrolls with all tables of a page.
 *
 * @param anchorOf id of a row, from what names it within its symbol
 */
export function eventTable(product: ProductHistory, urls: Urls, anchorOf: (row: string) => string): Html {
  const releases = [...new Set(product.variants.flatMap((variant) => [...variant.events.keys()]))].sort(
    (a, b) => b - a,
  );
  if (releases.length === 0)
    return html`<p>${product.title}: no change in any release on file.</p>
`;
  return html`<table><thead><tr><th>${product.title}</th><th>What</th>${product.variants.map((variant) => html`<th>${variant.name}</th>`)}</tr></thead><tbody>
${releases.map((release) => eventRow(product, release, urls, anchorOf))}</tbody></table>
`;
}

/** The row's anchor does not depend on its position, so that a link to it keeps. */
function eventRow(
  { name, releases, variants }: ProductHistory,
  index: number,
  urls: Urls,
  anchorOf: (row: string) => string,
): Html {
  const release = itemAt(releases, index);
  const first = variants.find((variant) => variant.events.has(index))?.events.get(index)?.kinds ?? [];
  const agreed = variants.every((variant) => sameKinds(variant.events.get(index)?.kinds ?? first, first));
  const what = agreed ? first : [];
  return html`<tr id="${anchorOf(`${name}-${release}`)}">${releaseCell(name, release, urls)}<td>${what.map(historyTag)}</td>${variants.map((variant) => html`<td>${variantCell(variant, index, agreed)}</td>`)}</tr>
`;
}

/** The same few dozen cells stand on tens of thousands of pages. */
const RELEASE_CELLS = new WeakMap<Urls, Map<string, Html>>();

function releaseCell(product: string, release: string, urls: Urls): Html {
  let cells = RELEASE_CELLS.get(urls);
  if (cells === undefined) RELEASE_CELLS.set(urls, (cells = new Map<string, Html>()));
  return getOrInsert(
    cells,
    `${product}/${release}`,
    () => html`<th><a href="${urls.release(product, release)}">${release}</a></th>`,
  );
}

function sameKinds(a: readonly EventKind[], b: readonly EventKind[]): boolean {
  return a.length === b.length && a.every((kind, i) => kind === b[i]);
}

/** @param told whether the row says what happened, for all variants in which something did */
function variantCell(variant: VariantHistory, release: number, told: boolean): Html {
  const event = variant.events.get(release);
  if (event === undefined) return html`<i>${stillness(variant, release)}</i>`;
  const parts = told ? details(event) : [...event.kinds.map(historyTag), ...details(event)];
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return html`${parts.map((part, i) => (i === 0 ? part : html` ${part}`))}`;
}

function stillness(variant: VariantHistory, release: number): string {
  const kind = variant.spans.find((span) => span.from <= release && release <= span.to)?.kind;
  switch (kind) {
    case 'present':
      return 'same';
    case 'absent':
      return 'absent';
    case 'not-listed':
      return 'not listed';
    case 'not-on-file':
    case undefined:
      return 'not on file';
    default:
      return kind satisfies never;
  }
}

function details({ kinds, before, after }: VariantEvent): Html[] {
  return kinds.flatMap((kind): Html[] => {
    switch (kind) {
      case 'first':
      case 'added':
      case 'crc-changed':
        return [crc(after)];
      case 'removed':
        return [crc(before)];
      case 'not-comparable':
        return [html`<i>${incomparable(before, after)}</i>`];
      case 'type-changed':
        return [html`to <code>${after?.type ?? ''}</code>`];
      case 'namespace-changed':
        return [after?.namespace === '' ? html`to none` : html`to <code>${after?.namespace ?? ''}</code>`];
      case 'module-moved':
        return [html`to <code>${after?.module ?? ''}</code>`];
      default:
        return kind satisfies never;
    }
  });
}

function crc(state: State | null): Html {
  return state === null || state.crc === 0 ? html`<i>no CRC</i>` : html`${formatCrc(state.crc)}`;
}

function incomparable(before: State | null, after: State | null): string {
  if (after === null) return 'not listed here';
  if (before === null) return 'not listed before';
  if (after.crc === 0) return 'no CRC here';
  if (before.crc === 0) return 'no CRC before';
  return `${before.generator}, then ${after.generator}`;
}
