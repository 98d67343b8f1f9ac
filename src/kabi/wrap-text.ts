/**
 * Lines of at most `columns` columns, broken at blanks and between Chinese characters, which take two columns each and keep
 * their punctuation; a longer word has a line of its own.
 */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  // Nearly all text is: tens of thousands of pages have some.
  if (ASCII.test(text)) {
    for (const word of text.split(' ')) {
      if (line === '') line = word;
      else if (line.length + 1 + word.length <= columns) line += ` ${word}`;
      else {
        lines.push(line);
        line = word;
      }
    }
    lines.push(line);
    return lines;
  }
  for (const word of text.split(' ')) {
    for (const [index, piece] of (word.match(PIECE) ?? [word]).entries()) {
      const joined = line === '' || index > 0 ? line + piece : `${line} ${piece}`;
      if (line !== '' && textWidth(joined) > columns) {
        lines.push(line);
        line = piece;
      } else line = joined;
    }
  }
  return [...lines, line];
}

const ASCII = /^[\x00-\x7f]*$/;

/** What stands together: a Chinese character, or a run of others, with the punctuation that belongs to it. */
const PIECE = /[“（]*(?:\p{Script=Han}|[^\p{Script=Han}，。；：、”）“（]+)[，。；：、”）]*|./gu;

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu;

/** In columns of a terminal. */
export function textWidth(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}
