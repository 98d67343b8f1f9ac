import { expect, test } from 'vitest';
import { firstOf, itemAt, lastOf } from './items.ts';

test('gives the items that are there', () => {
  expect([firstOf(['a', 'b', 'c']), itemAt(['a', 'b', 'c'], 1), lastOf(['a', 'b', 'c'])]).toEqual([
    'a',
    'b',
    'c',
  ]);
});

test.each([-1, 3, Number.NaN])('has no item %d of three', (index) => {
  expect(() => itemAt(['a', 'b', 'c'], index)).toThrow(`no item ${index} in a list of 3`);
});

test.each([firstOf, lastOf])('%o finds nothing in an empty list', (of) => {
  expect(() => of([])).toThrow('in a list of 0');
});
