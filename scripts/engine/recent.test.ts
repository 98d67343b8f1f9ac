import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

test('what was asked for last is kept, what was not for the longest time is made again', () => {
  const made: string[] = [];
  const recent = new Recent<string>(2);
  const get = (name: string) =>
    recent.get(name, () => {
      made.push(name);
      return name.toUpperCase();
    });
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
