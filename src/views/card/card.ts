/**
 * The picture that previews of a link show, as a tree that satori lays out. It looks like the pages do: hairlines, one
 * colour, the finding first.
 */
import { textWidth } from '../../base/wrap-text.ts';

export const CARD = { width: 1200, height: 630 } as const;
/** In the folder of the page that it is of. */
export const CARD_FILE = 'card.png';
/** Families that scripts/publish/beside/card-painter.ts has fonts of: Noto Sans script by script, and one for names. */
export const CARD_FONTS = {
  text: ['latin', 'latin-ext', 'greek', 'cyrillic'],
  mono: 'Noto Sans Mono',
} as const;

export interface Card {
  /** What kind of thing it is, above its name. */
  readonly kicker: string;
  readonly heading: string;
  readonly finding: string;
  /** Below the finding, as much as there is room for. */
  readonly rows: readonly (readonly [label: string, text: string])[];
  /** Day of the data. */
  readonly day: string | null;
}

export interface CardSite {
  readonly title: string;
  /** Host and path of the root, as people write it. */
  readonly address: string;
  /** Colour of links on a light page. */
  readonly accent: string;
}

/** An element as satori takes it. */
export interface CardNode {
  readonly type: 'div';
  readonly props: { readonly style: CardStyle; readonly children: string | readonly CardNode[] };
}
type CardStyle = Readonly<Record<string, string | number>>;

const INK = '#1b1f23';
const SOFT = '#565c60';
const LINE = '#dddcd3';
const PAPER = '#fdfdfb';
const MOST_ROWS = 3;

/**
 * What the fonts have: Latin, Greek, Cyrillic and common punctuation. A text with other characters, which would be boxes,
 * is left out or stood in for.
 */
const DRAWABLE =
  /^[\x20-\x7e\xa0-\xff\u0100-\u017f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026]*$/;

export function isDrawable(text: string): boolean {
  return DRAWABLE.test(text);
}

export function cardTree(card: Card, site: CardSite): CardNode {
  const { kicker, heading, finding, rows, day } = card;
  const shown = rows.filter((row) => row.every(isDrawable)).slice(0, MOST_ROWS);
  return box(
    {
      ...{
        ...CARD,
        boxSizing: 'border-box',
        flexDirection: 'column',
        justifyContent: 'space-between',
        padding: '48px 72px 44px',
      },
      ...{ background: PAPER, color: INK, fontFamily: CARD_FONTS.text.join(', ') },
    },
    bar([text(MONO, isDrawable(site.title) ? site.title : site.address), text(QUIET, day ?? '')], 'bottom'),
    box(
      { flexDirection: 'column' },
      text({ fontSize: 30, color: SOFT }, isDrawable(kicker) ? kicker : ''),
      text({ fontSize: headingSize(heading), fontWeight: 600, lineHeight: 1.2 }, heading),
      clamped({ fontSize: 38, lineHeight: 1.32, marginTop: 16 }, shown.length > 1 ? 2 : 3, finding),
      ...shown.map(row),
    ),
    bar([text({ ...QUIET, color: site.accent }, site.address)], 'top'),
  );
}

const MONO = { fontFamily: CARD_FONTS.mono, fontWeight: 600, fontSize: 28 };
const QUIET = { fontSize: 26, color: SOFT };

function bar(children: readonly CardNode[], side: 'top' | 'bottom'): CardNode {
  const [border, padding] = side === 'top' ? ['borderTop', 'paddingTop'] : ['borderBottom', 'paddingBottom'];
  return box(
    { justifyContent: 'space-between', alignItems: 'baseline', [border]: `2px solid ${LINE}`, [padding]: 20 },
    ...children,
  );
}

function row([label, value]: Card['rows'][number]): CardNode {
  return box(
    { fontSize: 27, marginTop: 8, lineHeight: 1.3 },
    text({ width: 240, flexShrink: 0, color: SOFT }, label),
    clamped({ width: 816 }, 1, value),
  );
}

/** Names are told at a glance, and no name is cut off at less than two lines. */
function headingSize(heading: string): number {
  const width = textWidth(heading);
  if (width <= 26) return 70;
  return width <= 48 ? 52 : 40;
}

function box(style: CardStyle, ...children: readonly CardNode[]): CardNode {
  return { type: 'div', props: { style: { display: 'flex', ...style }, children } };
}

function text(style: CardStyle, children: string): CardNode {
  return { type: 'div', props: { style, children } };
}

function clamped(style: CardStyle, lines: number, children: string): CardNode {
  return text({ display: 'block', lineClamp: lines, ...style }, isDrawable(children) ? children : '');
}
