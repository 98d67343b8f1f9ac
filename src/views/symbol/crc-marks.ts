/** The identity of a CRC on a page: a letter, and a colour for as many as can be told apart. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Of the stylesheet: `.a` to `.l`. More would look alike; the letters go on. */
const LOOKS = 'abcdefghijkl';

export interface CrcMark {
  /** `A`, `B` … `Z`, `AA` */
  readonly letter: string;
  /** A class. */
  readonly look: string;
}

export type CrcMarks = ReadonlyMap<number, CrcMark>;

/** @param crcs those of a symbol in the order in which they came up, 0 (none on record) left out */
export function crcMarks(crcs: Iterable<number>): CrcMarks {
  const marks = new Map<number, CrcMark>();
  for (const crc of crcs) if (crc !== 0 && !marks.has(crc)) marks.set(crc, mark(marks.size));
  return marks;
}

function mark(index: number): CrcMark {
  return { letter: letters(index), look: LOOKS.charAt(index % LOOKS.length) };
}

function letters(index: number): string {
  const last = LETTERS.charAt(index % LETTERS.length);
  return index < LETTERS.length ? last : letters(Math.floor(index / LETTERS.length) - 1) + last;
}
