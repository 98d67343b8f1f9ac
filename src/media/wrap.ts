import { wrapText } from '../base/wrap-text.ts';

/**
 * Lines of at most `columns` characters, broken at blanks. A longer word is broken too, after an underscore where it has
 * one in reach: names of symbols have up to 500 characters.
 */
export function wrapLines(text: string, columns: number): string[] {
  const trimmed = text.trim();
  const folded = SEVERAL.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
  const lines = wrapText(folded, columns);
  if (lines.every((line) => line.length <= columns)) return lines;
  const words = folded
    .split(' ')
    .flatMap((word) => (word.length <= columns ? word : breakWord(word, columns)));
  return wrapText(words.join(' '), columns);
}

/** White space that is not one blank. */
const SEVERAL = /\s\s|[^\S ]/;

/** The same with the first line after `first`, the others under it. */
export function wrapUnder(first: string, text: string, columns: number): string[] {
  const indent = ' '.repeat(first.length);
  return wrapLines(text, columns - first.length).map((line, i) => `${i === 0 ? first : indent}${line}`);
}

/** Each part but the last as long as may be, so that two of them never fit on a line. */
function breakWord(word: string, columns: number): string[] {
  const parts: string[] = [];
  let rest = word;
  while (rest.length > columns) {
    const underscore = rest.lastIndexOf('_', columns - 1);
    const at = underscore < 0 ? columns : underscore + 1;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...parts, rest];
}
