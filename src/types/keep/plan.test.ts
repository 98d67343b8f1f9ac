import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effort } from './guards.ts';
import { guardsFor, keepPlan, type ReachedCauses } from './plan.ts';

function reached(...sets: number[][]): ReachedCauses[] {
  return sets.map((causes, index) => ({ symbol: `s${index}`, causes }));
}

/** The most that so many guards keep, by trying all sets of them. */
function bestOf(guards: number, efforts: readonly Effort[], exports: readonly ReachedCauses[]): number {
  let best = 0;
  for (let set = 0; set < 1 << efforts.length; set += 1) {
    const chosen = new Set(
      efforts.flatMap((effort, cause) => ((set >> cause) & 1 && effort !== 'none' ? cause : [])),
    );
    if (chosen.size > guards) continue;
    const kept = exports.filter(({ causes }) => causes.every((cause) => chosen.has(cause))).length;
    best = Math.max(best, kept);
  }
  return best;
}

test('an export is kept only if every cause that it reaches is guarded', () => {
  const plan = keepPlan(['hidden', 'beside'], reached([0, 1], [0, 1], [0]));
  expect(plan.keptUpTo).toEqual({ hidden: 1, placed: 1, beside: 3 });
  expect(plan.guards).toEqual([0, 1]);
  expect(plan.steps).toEqual([
    { guards: [0], kept: 1, atMost: 1 },
    { guards: [0, 1], kept: 3, atMost: 3 },
  ]);
  expect(plan.isExact).toBe(true);
});

test('what no guard neutralises is an obstacle, and what reaches it is in no set', () => {
  const plan = keepPlan(['hidden', 'none', 'hidden'], reached([0, 1], [0, 1], [2]));
  expect(plan.obstacles).toEqual([{ cause: 1, exports: 2 }]);
  expect(plan.guards).toEqual([2]);
  expect(guardsFor(['hidden', 'none'], [0, 1])).toBeNull();
  expect(guardsFor(['hidden', 'hidden'], [1, 0])).toEqual([0, 1]);
});

test('nothing changed, nothing to keep', () => {
  expect(keepPlan([], [])).toEqual({
    ...{ exports: 0, keptUpTo: { hidden: 0, placed: 0, beside: 0 } },
    ...{ guards: [], obstacles: [], steps: [], isExact: true },
  });
});

const EFFORTS = ['hidden', 'placed', 'beside', 'none'] as const;
const updates = fc
  .integer({ min: 1, max: 8 })
  .chain((causes) =>
    fc.tuple(
      fc.array(fc.constantFrom(...EFFORTS), { minLength: causes, maxLength: causes }),
      fc.array(fc.uniqueArray(fc.nat(causes - 1), { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
    ),
  );

describe('of small updates', () => {
  test('no other guards of the number of a step keep more', () => {
    fc.assert(
      fc.property(updates, ([efforts, sets]) => {
        const exports = reached(...sets);
        const { steps, isExact } = keepPlan(efforts, exports);
        expect(isExact).toBe(true);
        for (const { guards, kept } of steps) {
          expect(kept).toBe(bestOf(guards.length, efforts, exports));
          const own = exports.filter(({ causes }) => causes.every((cause) => guards.includes(cause)));
          expect(own).toHaveLength(kept);
        }
      }),
    );
  });

  test('the last step keeps all that can be kept, and its guards are all needed', () => {
    fc.assert(
      fc.property(updates, ([efforts, sets]) => {
        const exports = reached(...sets);
        const { steps, guards, keptUpTo } = keepPlan(efforts, exports);
        expect(steps.at(-1)?.kept ?? 0).toBe(keptUpTo.beside);
        expect(steps.at(-1)?.guards ?? []).toEqual(guards);
      }),
    );
  });
});

test('causes that hang together in many ways are bounded, not said to be exact', () => {
  const pairs = Array.from({ length: 60 }, (_, at) => [
    at,
    (at * 7 + 3) % 60,
    (at * 13 + 5) % 60,
    (at * 29 + 1) % 60,
  ]);
  const efforts = pairs.map((): Effort => 'hidden');
  const { steps, isExact } = keepPlan(efforts, reached(...pairs.map((set) => [...new Set(set)])));
  expect(isExact).toBe(false);
  for (const { kept, atMost } of steps) expect(atMost).toBeGreaterThanOrEqual(kept);
  expect(steps.at(-1)).toMatchObject({ kept: 60, atMost: 60 });
});
