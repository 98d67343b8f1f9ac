import { xml, xmlText } from '../../media/xml.ts';

/** Drawn as text of this size, of which a character is about so wide in the fonts that machines have. */
const FONT_SIZE = 11;
const CHARACTER = 6.6;
const PADDING = 7;
const HEIGHT = 20;

const COLOURS = { good: '#1a6b33', bad: '#9a2d1f', neutral: '#555555' } as const;
export type BadgeTone = keyof typeof COLOURS;

/** Two fields side by side, for a README: white on dark, at a contrast of more than 5 to 1. */
export function badge(label: string, message: string, tone: BadgeTone): string {
  const [left, right] = [widthOf(label), widthOf(message)];
  const text = (at: number, width: number, words: string) =>
    xml`<text x="${at + width / 2}" y="14" textLength="${width - 2 * PADDING}">${xmlText(words)}</text>`;
  return xml`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" role="img" aria-label="${xmlText(`${label}: ${message}`)}">
<title>${xmlText(`${label}: ${message}`)}</title>
<rect width="${left}" height="${HEIGHT}" fill="#333333"/>
<rect x="${left}" width="${right}" height="${HEIGHT}" fill="${COLOURS[tone]}"/>
<g fill="#ffffff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="${FONT_SIZE}">${text(0, left, label)}${text(left, right, message)}</g>
</svg>
`.text;
}

function widthOf(text: string): number {
  return Math.round(text.length * CHARACTER) + 2 * PADDING;
}
