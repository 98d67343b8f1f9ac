import { expect, test } from 'vitest';
import type { Cause } from '../diff/cause.ts';
import { groupVisibility, visibilitySentence } from './visibility.ts';

test('types that only became visible are told together', () => {
  const cause = (
    name: string,
    of: 'became-visible' | 'layout-kept',
    scopes: readonly string[],
    symbols: readonly string[],
  ): Cause => ({
    kind: 'struct',
    name,
    scopes,
    class: of,
    before: null,
    after: null,
    edits: [],
    symbols,
    nearest: 0,
  });
  const kept = cause('kept', 'layout-kept', [], ['f']);
  const visible = ['a', 'b', 'c', 'd'].map((name) => cause(name, 'became-visible', ['net/x'], ['f', name]));
  const { others, groups } = groupVisibility([kept, ...visible]);
  expect(others).toEqual([kept]);
  expect(groups.map(visibilitySentence)).toEqual([
    '4 types are seen by net/x now, or no longer: struct a, struct b, struct c and 1 more; reached by 5',
  ]);
});
