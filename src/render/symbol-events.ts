/** History in words: a table per product with a row per release that changed something, newest first. */
import { formatCrc } from '../kabi/model.ts';
import type { LaneEvent, LaneHistory, ProductHistory, State } from '../kabi/symbol-history.ts';
import type { Urls } from '../kabi/urls.ts';
import { html, type Html } from './html.ts';
import { tag } from './tags.ts';

export function eventTable(product: ProductHistory, urls: Urls): Html {
  const releases = [...new Set(product.lanes.flatMap((lane) => [...lane.events.keys()]))].sort(
    (a, b) => b - a,
  );
  return html`<div class="scroll"><table class="events"><thead><tr><th>${product.title}</th>${product.lanes.map((lane) => html`<th>${lane.name}</th>`)}</tr></thead><tbody>
${releases.map((release) => eventRow(product, release, urls))}</tbody></table></div>
`;
}

/** Does not depend on the row's position, so that a link to it keeps. */
export function eventAnchor(product: ProductHistory, release: string): string {
  return `${product.name}-${release}`;
}

function eventRow(product: ProductHistory, index: number, urls: Urls): Html {
  const release = product.releases[index] ?? '';
  return html`<tr id="${eventAnchor(product, release)}"><th><a href="${urls.release(product.name, release)}">${release}</a></th>${product.lanes.map((lane) => html`<td>${laneCell(lane, index)}</td>`)}</tr>
`;
}

function laneCell(lane: LaneHistory, release: number): Html {
  const event = lane.events.get(release);
  if (event !== undefined)
    return html`${event.kinds.map(tag)}${details(event).map((each) => html` ${each}`)}`;
  return html`<span class="soft">${stillness(lane, release)}</span>`;
}

function stillness(lane: LaneHistory, release: number): string {
  const kind = lane.spans.find((span) => span.from <= release && release <= span.to)?.kind;
  switch (kind) {
    case 'present':
      return 'same';
    case 'absent':
      return 'absent';
    case 'not-on-file':
    case undefined:
      return 'not on file';
    default:
      return kind satisfies never;
  }
}

function details({ kinds, before, after }: LaneEvent): Html[] {
  return kinds.flatMap((kind): Html[] => {
    switch (kind) {
      case 'first':
      case 'added':
      case 'crc-changed':
        return [crc(after)];
      case 'removed':
        return [crc(before)];
      case 'not-comparable':
        return [html`<span class="soft">${incomparable(before, after)}</span>`];
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
  if (state === null || state.crc === 0) return html`<span class="soft">no CRC</span>`;
  return html`<span class="crc">${formatCrc(state.crc)}</span>`;
}

function incomparable(before: State | null, after: State | null): string {
  if (after?.crc === 0) return 'no CRC here';
  if (before?.crc === 0) return 'no CRC before';
  return `${before?.generator ?? 'unknown'}, then ${after?.generator ?? 'unknown'}`;
}
