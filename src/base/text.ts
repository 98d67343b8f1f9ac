/** Numbers and lists as English prose writes them, and the order of names. */

/** `7,529` */
export function count(n: number): string {
  return n < 1000 ? String(n) : n.toLocaleString('en-US');
}

/** `1 symbol`, `7,529 symbols` */
export function counted(n: number, one: string, many: string): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export interface Percent {
  /** Whole; with a bound, 1 or 99. */
  readonly percent: number;
  /** A part is never said to be all of a whole, nor nothing of it. */
  readonly bound: 'under' | 'over' | null;
}

/** @param whole more than 0 */
export function percentOf(part: number, whole: number): Percent {
  const exact = (100 * part) / whole;
  if (part > 0 && exact < 1) return { percent: 1, bound: 'under' };
  if (part < whole && exact > 99) return { percent: 99, bound: 'over' };
  return { percent: Math.round(exact), bound: null };
}

/** `31 %`, `under 1 %` */
export function share(part: number, whole: number): string {
  const { percent, bound } = percentOf(part, whole);
  return bound === null ? `${percent} %` : `${bound} ${percent} %`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** Code-unit order: the same on every machine and in every locale, unlike localeCompare. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same as the beginning of a sentence. */
export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** C0, DEL and C1 (ECMA-48), but for ends of lines and tabs: what would drive a terminal that shows the text. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** A text that came from anybody's input, as it may be shown: each control character stands as U+FFFD. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, '\uFFFD');
}
