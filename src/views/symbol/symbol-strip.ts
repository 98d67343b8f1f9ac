/** The CRCs of a symbol at a glance: all products on one axis, equal CRCs in one colour and by one letter. */
import { LIFE_MARKS, lifeNote, lifeLabel, olderRowsNote } from '../../lang/en/symbol-sentences.ts';
import { PLAIN_FILES } from '../../addresses/urls.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import type { Timeline, TimelineCell, TimelineRow } from './timeline.ts';

/** @param hasPlainPages whether all of it stands in a text beside the page */
export function lifeStrip({ rows, ticks, more }: Timeline, hasPlainPages: boolean): Html {
  const marksUsed = new Set(
    rows.flatMap(({ cells }) => cells.map(({ is }) => (typeof is === 'string' ? is : 'crc'))),
  );
  const older =
    more === 0
      ? nothing
      : html` ${olderRowsNote(more)}${hasPlainPages ? html` <a href="${PLAIN_FILES.text}">Plain text</a>` : nothing}`;
  return html`<div class="life">
${rows.map(row)}<div class="ticks"><p>${ticks.map(({ columns, label }) => html`<i${width(columns)}>${label}</i> `)}</p></div></div>
<p class="small soft">${lifeNote(marksUsed)}${older}</p>
`;
}

function row({ products, isDated, cells }: TimelineRow): Html {
  return html`<div><em>${lifeLabel(products, isDated)}</em><p>${cells.map(cell)}</p></div>
`;
}

function cell({ is, columns }: TimelineCell): Html {
  if (is === 'before') return html`<i${width(columns)}></i>`;
  if (typeof is === 'string')
    return html`<i class="${is}${columns === 1 ? '' : ` w${columns}`}">${LIFE_MARKS[is]}</i> `;
  return html`<var class="${is.look}${columns === 1 ? '' : ` w${columns}`}">${is.letter}</var> `;
}

/** Widths are classes of the stylesheet, not style attributes, which a strict Content-Security-Policy refuses. */
function width(columns: number): Html {
  return columns === 1 ? nothing : html` class="w${columns}"`;
}
