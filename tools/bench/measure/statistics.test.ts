import { expect, test } from 'vitest';
import { median, spread } from './statistics.ts';

test('the median is the middle value, however the values are ordered', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([10, 9])).toBe(9.5);
  expect(median([7])).toBe(7);
});

test('the median leaves its input as it was', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

test('nothing has no median', () => {
  expect(() => median([])).toThrow(RangeError);
});

test('the spread says how many values there are, and how far they lie apart', () => {
  expect(spread([12.345, 9.8765, 10])).toBe('median of 3, 9.88 to 12.3');
});
