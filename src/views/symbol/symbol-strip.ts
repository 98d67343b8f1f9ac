/** History at a glance: a row per variant, a cell per release; cells of one CRC form a run. */
import { firstOf, lastOf } from '../../base/items.ts';
import { formatCrc } from '../../kernel/export.ts';
import type { VariantHistory, ProductHistory, Span } from '../../history/symbol-history.ts';
import { html, type Html } from '../../media/html.ts';

/** Widths are classes of the stylesheet, not style attributes, which a strict Content-Security-Policy refuses. */
const WIDEST_RUN = 40;

export function strip(product: ProductHistory): Html {
  const { title, releases, variants } = product;
  const first = firstOf(releases);
  const last = releases.length > 1 ? ` to ${lastOf(releases)}` : '';
  return html`<div class="strip"><p><b>${title}</b> ${first}${last}</p>${variants.map(variantRow)}</div>
`;
}

function variantRow(variant: VariantHistory): Html {
  return html`<div><em>${variant.name}</em>${joinedSpans(variant).map(cell)}</div>`;
}

/** Neighbouring spans that differ in something else than the CRC are one run: the strip is about the CRC. */
function joinedSpans(variant: VariantHistory): Span[] {
  const joined: Span[] = [];
  for (const span of variant.spans) {
    const last = joined.at(-1);
    if (last?.kind === 'present' && span.kind === 'present' && last.state.crc === span.state.crc) {
      joined[joined.length - 1] = { ...last, to: span.to };
    } else joined.push(span);
  }
  return joined;
}

function cell(span: Span): Html {
  const { text, look } = appearance(span);
  const releases = span.to - span.from + 1;
  const classes = [look, releases === 1 ? '' : `w${Math.min(releases, WIDEST_RUN)}`].filter(
    (name) => name !== '',
  );
  return classes.length === 0 ? html`<i>${text}</i>` : html`<i class="${classes.join(' ')}">${text}</i>`;
}

function appearance(span: Span): { text: string; look: string } {
  switch (span.kind) {
    case 'present':
      return span.state.crc === 0
        ? { text: 'no CRC', look: 'nocrc' }
        : { text: formatCrc(span.state.crc), look: '' };
    case 'absent':
      return { text: 'absent', look: 'absent' };
    case 'not-listed':
      return { text: 'not listed', look: 'gap' };
    case 'not-on-file':
      return { text: 'not on file', look: 'gap' };
    default:
      return span satisfies never;
  }
}
