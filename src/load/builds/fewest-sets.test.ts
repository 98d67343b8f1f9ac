import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewestSets } from './fewest-sets.ts';

const sets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 5 }), { maxLength: 9 });

/** Every choice of sets is tried. */
function fewestByTrying(all: readonly ReadonlySet<number>[]): number {
  const wanted = new Set(all.flatMap((set) => [...set])).size;
  let fewest = all.length;
  for (let choice = 0; choice < 2 ** all.length; choice += 1) {
    const chosen = all.filter((_, index) => (choice & (1 << index)) !== 0);
    if (new Set(chosen.flatMap((set) => [...set])).size === wanted) fewest = Math.min(fewest, chosen.length);
  }
  return fewest;
}

test('no fewer sets hold everything', () => {
  fc.assert(
    fc.property(sets, (lists) => {
      const all = lists.map((list) => new Set(list));
      const { chosen, isFewest } = fewestSets(all);
      const held = new Set(chosen.flatMap((index) => [...(all[index] ?? [])]));
      expect(held).toEqual(new Set(lists.flat()));
      expect(isFewest).toBe(true);
      expect(chosen).toHaveLength(fewestByTrying(all));
    }),
  );
});

test('taking the largest first is not always the fewest', () => {
  const all = [
    [0, 1, 2, 3],
    [0, 2, 4],
    [1, 3, 5],
  ].map((list) => new Set(list));
  expect(fewestSets(all).chosen).toEqual([1, 2]);
});

test('nothing is held by nothing', () => {
  expect(fewestSets([])).toEqual({ chosen: [], isFewest: true });
  expect(fewestSets([new Set()])).toEqual({ chosen: [], isFewest: true });
});
