/**
 * Lines of at most `columns` columns, broken at blanks and between Chinese characters, which take two columns each and keep
 * their punctuation; a longer word has a line of its own.
 */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    for (const [index, piece] of pieces(word).entries()) {
      const joined = line === '' || index > 0 ? line + piece : `${line} ${piece}`;
      if (line !== '' && textWidth(joined) > columns) {
        lines.push(line);
        line = piece;
      } else line = joined;
    }
  }
  return [...lines, line];
}

/** Nearly all text is, and to know that is cheaper than to take it apart. */
const ONLY_ASCII = /^[\0-\x7f]*$/;

function pieces(word: string): readonly string[] {
  return ONLY_ASCII.test(word) ? [word] : (word.match(PIECE) ?? [word]);
}

/** What stands together: a Chinese character, or a run of others, with the punctuation that belongs to it. */
const PIECE = /[“（]*(?:\p{Script=Han}|[^\p{Script=Han}，。；：、”）“（]+)[，。；：、”）]*|./gu;

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu;

/** In columns of a terminal. */
export function textWidth(text: string): number {
  return text.length + (ONLY_ASCII.test(text) ? 0 : (text.match(WIDE)?.length ?? 0));
}
