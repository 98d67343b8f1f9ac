/** Days on which something begins or ends for a product, as its maker gave them. */

export const DATE_KINDS = ['kabi-freeze', 'end-of-support', 'end-of-long-term-support'] as const;
export type DateKind = (typeof DATE_KINDS)[number];

const WORDS: Readonly<Record<DateKind, string>> = {
  'kabi-freeze': 'kernel ABI frozen',
  'end-of-support': 'end of support',
  'end-of-long-term-support': 'end of long-term support',
};

export function dateWords(kind: DateKind): string {
  return WORDS[kind];
}

/**
 * The days that a date stands for: one, a month or a year, as exactly as it is known.
 *
 * @returns the first day, and the one after the last
 */
export function daysOf(date: string): readonly [from: string, until: string] {
  const [year = 0, month, day] = date.split('-').map(Number);
  const iso = (...parts: readonly [number, number, number]) =>
    new Date(Date.UTC(...parts)).toISOString().slice(0, 10);
  if (month === undefined) return [iso(year, 0, 1), iso(year + 1, 0, 1)];
  if (day === undefined) return [iso(year, month - 1, 1), iso(year, month, 1)];
  return [iso(year, month - 1, day), iso(year, month - 1, day + 1)];
}
