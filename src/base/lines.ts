/** Lines of text files as they are found in the wild, and what to say of a file that has none of the right kind. */
import { Fault } from './problems.ts';

/** Few formats have a record that comes near it; a longer line is not a record, and is not copied around. */
const LONGEST_LINE = 4096;

/** The first so many lines of a file must hold at least one record for the rest to be worth reading. */
export const LINES_TO_JUDGE = 20;

export interface TextLine {
  /** 1-based. */
  readonly number: number;
  /** Without its end; the first part of a line that is too long. */
  readonly text: string;
  readonly tooLong: boolean;
}

/** A byte order mark, CRLF and a missing newline at the end are no part of any line. Blank lines are left out. */
export function* textLines(file: string, longest = LONGEST_LINE): Generator<TextLine> {
  let number = 0;
  for (let start = file.startsWith('\uFEFF') ? 1 : 0; start < file.length;) {
    const newline = file.indexOf('\n', start);
    const end = newline < 0 ? file.length : newline;
    const tooLong = end - start > longest;
    const text = file.slice(start, tooLong ? start + LONGEST_LINE : file[end - 1] === '\r' ? end - 1 : end);
    number += 1;
    start = end + 1;
    if (text.trim() !== '') yield { number, text, tooLong };
  }
}

/** Why a file without a record of the kind that was expected has none. */
export function noRecords(file: string, path: string): Fault {
  const start = file.slice(0, LONGEST_LINE);
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(start)) return new Fault({ kind: 'html-page', path });
  // U+FFFD is what a decoder makes of bytes that are not text.
  if (/[\0\uFFFD]/.test(start)) return new Fault({ kind: 'binary-data', path });
  const [first] = textLines(start);
  return new Fault({ kind: 'no-records', path, ...(first && { line: first.number, source: first.text }) });
}
