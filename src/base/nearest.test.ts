import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

test('the names most like the one typed come first, three at most', () => {
  const products = ['debian-11', 'debian-12', 'debian-12-backports', 'openeuler-22.03-lts'];
  expect(nearest('debian12', products)).toEqual(['debian-12', 'debian-11', 'debian-12-backports']);
  expect(nearest('anything', [])).toEqual([]);
});

test('names that are equally near keep the order given', () => {
  const newestFirst = ['6.1.0-56', '6.1.0-55', '6.1.0-54', '6.1.0-53', '6.1.0-47'];
  expect(nearest('6.1.0-99', newestFirst)).toEqual(['6.1.0-56', '6.1.0-55', '6.1.0-54']);
});

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['debian12', 'debian-12', 1],
])('from %j to %j it takes %i edits', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test('the distance is a metric', () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
    }),
  );
});
