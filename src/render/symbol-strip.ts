/** History at a glance: a row per lane, a cell per release; cells of one CRC form a run. */
import { formatCrc } from '../kabi/model.ts';
import type { LaneHistory, ProductHistory, Span } from '../kabi/symbol-history.ts';
import { html, type Html } from './html.ts';
import { eventAnchor } from './symbol-events.ts';

export function strip(product: ProductHistory): Html {
  return html`<div class="strip"><div class="name">${product.title}</div>${product.lanes.map((lane) => laneRow(product, lane))}</div>
`;
}

function laneRow(product: ProductHistory, lane: LaneHistory): Html {
  return html`<div class="lane"><span>${lane.name}</span><div class="row">${joinedSpans(lane).map((span) => cell(product, span))}</div></div>`;
}

/** Neighbouring spans that differ in something else than the CRC are one run: the strip is about the CRC. */
function joinedSpans(lane: LaneHistory): Span[] {
  const joined: Span[] = [];
  for (const span of lane.spans) {
    const last = joined.at(-1);
    if (last?.kind === 'present' && span.kind === 'present' && last.state.crc === span.state.crc) {
      joined[joined.length - 1] = { ...last, to: span.to };
    } else joined.push(span);
  }
  return joined;
}

function cell(product: ProductHistory, span: Span): Html {
  const classes = `run${widthClass(span.to - span.from + 1)}`;
  switch (span.kind) {
    case 'present': {
      const { crc } = span.state;
      const href = `#${eventAnchor(product, product.releases[span.from] ?? '')}`;
      if (crc === 0) return html`<a class="${classes} nocrc" href="${href}">no CRC</a>`;
      return html`<a class="${classes}" href="${href}">${formatCrc(crc)}</a>`;
    }
    case 'absent':
      return html`<span class="${classes} none">absent</span>`;
    case 'not-on-file':
      return html`<span class="${classes} gap">not on file</span>`;
    default:
      return span satisfies never;
  }
}

/** Widths are classes of the stylesheet, not style attributes, which a strict Content-Security-Policy refuses. */
export const WIDEST_RUN = 40;

function widthClass(releases: number): string {
  return releases === 1 ? '' : ` w${Math.min(releases, WIDEST_RUN)}`;
}
