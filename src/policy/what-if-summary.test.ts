import { expect, test } from 'vitest';
import type { WhatIfRows } from './what-if-record.ts';
import { noVerdicts } from './verdict.ts';
import { whatIfSums } from './what-if-summary.ts';

/** An update of builds: in each, so many symbols break one promise, and so many drivers are to be rebuilt. */
function update(...builds: readonly (readonly [breaking: number, drivers: number])[]): WhatIfRows {
  return {
    schema: 'kabi-reports/what-if/1',
    transition: 'within-minor',
    variants: builds.map(([breaking, drivers], i) => ({
      ...{ variant: `variant${i}`, symbols: 9, notComparable: 0, drivers: [] },
      outcomes: [
        { symbols: { ...noVerdicts(), breaking }, drivers },
        { symbols: { ...noVerdicts(), 'outside-promise': 9 }, drivers: 8 },
      ],
    })),
    policies: ['acme/strict', 'acme/loose'].map((policy, index) => ({
      ...{ policy, title: { en: policy }, status: 'adopted', waiver: 'excluded' },
      variants: builds.map(() => ({ basis: 'none', cells: { 'between-minors': index } })),
    })),
  };
}

test('symbols and rebuilds of all updates are added up, and updates that break are counted', () => {
  expect(whatIfSums([update([3, 0], [0, 1]), update([2, 4])], 'between-minors')).toMatchObject([
    { policy: 'acme/strict', builds: 3, hit: 2, symbols: { breaking: 5 }, rebuilds: 5 },
    {
      policy: 'acme/loose',
      builds: 3,
      hit: 0,
      symbols: { breaking: 0, 'outside-promise': 27 },
      rebuilds: 24,
    },
  ]);
});

test('without updates there is nothing to add up', () => {
  expect(whatIfSums([], 'between-minors')).toEqual([]);
});
