import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatPublications,
  nextPublication,
  parsePublications,
  provesLedger,
  type Publication,
} from './publications.ts';

const LEDGERS = ['about/\n', 'about/\ns\n kfree/\n', 'about/\ns\n kfree/\n ksize/\n'];
const ALL = LEDGERS.reduce<Publication[]>(
  (all, ledger, index) => [...all, nextPublication(all.at(-1), index + 1, ledger)],
  [],
);
const [FIRST = '', , LAST = ''] = LEDGERS;

test('the last ledger is proven, and no earlier one', () => {
  expect(provesLedger(ALL, 3, LAST)).toBe(true);
  expect(provesLedger(ALL, 1, FIRST)).toBe(false);
  expect(provesLedger(ALL.slice(0, 1), 1, FIRST)).toBe(true);
  expect(provesLedger([], 1, FIRST)).toBe(false);
});

test('what is written is read again', () => {
  expect(parsePublications(formatPublications(ALL))).toEqual(ALL);
  expect(formatPublications(ALL).split('\n')[1]).toMatch(/^2 2 [0-9a-f]{64}$/);
});

test('a line that is lost, cut or changed is told', () => {
  const text = formatPublications(ALL);
  expect(parsePublications('')).toBeUndefined();
  expect(parsePublications(text.slice(0, -1))).toBeUndefined();
  expect(parsePublications(text.slice(text.indexOf('\n') + 1))).toBeUndefined();
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('0', 'f', ' ', '\n', 'x'), (at, other) => {
      if (text[at] === other) return;
      const damaged = parsePublications(text.slice(0, at) + other + text.slice(at + 1));
      // Of what was before the last line nothing but the last hash is needed, which covers the hash before it.
      const isWhole = damaged !== undefined && provesLedger(damaged, 3, LAST);
      const isInFirstHash = at < text.indexOf('\n');
      expect(isWhole && !isInFirstHash).toBe(false);
    }),
  );
});

test('a ledger that is changed or cut in any place is not proven', () => {
  for (let end = 0; end < LAST.length; end += 1) expect(provesLedger(ALL, 3, LAST.slice(0, end))).toBe(false);
  expect(provesLedger(ALL, 3, LAST.replace('kfree', 'kfre'))).toBe(false);
  expect(provesLedger(ALL, 2, LAST)).toBe(false);
});
