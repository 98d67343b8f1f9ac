/**
 * Lines of at most `columns` columns, broken at blanks and between Chinese characters, which take two columns each and keep
 * their punctuation; a longer word has a line of its own.
 */
export function wrapText(text: string, columns: number): string[] {
  if (PLAIN.test(text)) return wrapPlain(text, columns);
  const isPlain = ONLY_ASCII.test(text);
  const widthOf = isPlain ? (piece: string) => piece.length : textWidth;
  const lines: string[] = [];
  let line = '';
  let width = 0;
  const append = (piece: string, gap: '' | ' ') => {
    const own = widthOf(piece);
    if (line !== '' && width + gap.length + own > columns) {
      lines.push(line);
      line = piece;
      width = own;
    } else {
      line += line === '' ? piece : gap + piece;
      width += own + (width === 0 ? 0 : gap.length);
    }
  };
  for (const word of text.split(' ')) {
    const pieces = isPlain ? null : word.match(PIECE);
    if (pieces === null) append(word, ' ');
    else pieces.forEach((piece, index) => append(piece, index === 0 ? ' ' : ''));
  }
  return [...lines, line];
}

/** Words in ASCII with one blank between them, as nearly all text is: of hundreds of thousands, each is cut and not taken apart. */
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

function wrapPlain(text: string, columns: number): string[] {
  const lines: string[] = [];
  let start = 0;
  while (text.length - start > columns) {
    const before = text.lastIndexOf(' ', start + columns);
    const at = before > start ? before : text.indexOf(' ', start + columns);
    if (at < 0) break;
    lines.push(text.slice(start, at));
    start = at + 1;
  }
  lines.push(text.slice(start));
  return lines;
}

const ONLY_ASCII = /^[\0-\x7f]*$/;

/** What stands together: a Chinese character, or a run of others, with the punctuation that belongs to it. */
const PIECE = /[“（]*(?:\p{Script=Han}|[^\p{Script=Han}，。；：、”）“（]+)[，。；：、”）]*|./gu;

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu;

/** In columns of a terminal. */
export function textWidth(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}
