import { expect, test } from 'vitest';
import { getOrInsert } from './maps.ts';

test('a value is made once, and the same one is given after that', () => {
  const map = new Map<string, string[]>();
  getOrInsert(map, 'a', () => []).push('x');
  getOrInsert(map, 'a', () => []).push('y');
  expect(map).toEqual(new Map([['a', ['x', 'y']]]));
});

test('a value that means nothing is still a value', () => {
  const map = new Map([['a', 0]]);
  expect(getOrInsert(map, 'a', () => 1)).toBe(0);
});
