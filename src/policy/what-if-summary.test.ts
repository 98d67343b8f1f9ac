import { expect, test } from 'vitest';
import type { WhatIfPolicy, WhatIfRows } from './what-if-record.ts';
import { noVerdicts } from './verdict.ts';
import { judgedAlike, whatIfSums } from './what-if-summary.ts';

type Cell = WhatIfPolicy['variants'][number];

/** Outcomes of each build: 0 breaks a promise, 1 is outside of it, 2 is unknown, 3 cannot be compared. */
function update(
  builds: readonly (readonly [breaking: number, drivers: number])[],
  policies: readonly (readonly [name: string, cells: Cell['cells'], basis?: Cell['basis']])[],
  transition: WhatIfRows['transition'] = 'within-minor',
  lists: readonly string[] = [],
): WhatIfRows {
  return {
    schema: 'kabi-reports/what-if/1',
    ...{ transition, lists: [] },
    variants: builds.map(([breaking, drivers], i) => ({
      ...{ variant: `variant${i}`, symbols: 9, notComparable: 0, drivers: [] },
      outcomes: [
        { symbols: { ...noVerdicts(), breaking }, drivers },
        { symbols: { ...noVerdicts(), 'outside-promise': 9 }, drivers: 8 },
        { symbols: { ...noVerdicts(), unknown: 9 }, drivers: null },
        { symbols: noVerdicts(), drivers: null },
      ],
    })),
    policies: policies.map(([policy, cells, basis = null], index) => ({
      ...{ policy, title: { en: policy }, status: 'adopted', waiver: 'excluded' },
      ...{ list: lists[index] ?? null, listed: ['within-minor'] },
      variants: builds.map(() => ({ basis, cells })),
    })),
  };
}

test('symbols and rebuilds of all updates are added up, and updates that break are counted', () => {
  const policies = [
    ['acme/strict', { 'within-minor': 0 }],
    ['acme/loose', { 'within-minor': 1 }],
  ] as const;
  const updates = [
    update(
      [
        [3, 0],
        [0, 1],
      ],
      policies,
    ),
    update([[2, 4]], policies),
  ];
  expect(whatIfSums(updates)).toMatchObject([
    { policies: [{ policy: 'acme/strict' }], builds: 3, hit: 2, symbols: { breaking: 5 }, rebuilds: 5 },
    {
      policies: [{ policy: 'acme/loose' }],
      builds: 3,
      hit: 0,
      symbols: { 'outside-promise': 27 },
      rebuilds: 24,
    },
  ]);
});

test('an update is judged as what it is, unless another kind is asked for', () => {
  const policies = [['acme/strict', { 'within-minor': 0, 'between-minors': 1 }]] as const;
  const updates = [update([[3, 0]], policies, 'between-minors')];
  expect(whatIfSums(updates)).toMatchObject([{ hit: 0 }]);
  expect(whatIfSums(updates, 'within-minor')).toMatchObject([{ hit: 1 }]);
});

test('an update of a kind that a policy does not have is counted apart, never as permitted', () => {
  const updates = [update([[3, 0]], [['acme/gki', { 'within-minor': 0 }]])];
  expect(whatIfSums(updates, 'between-minors')).toMatchObject([
    { builds: 0, hit: 0, unknown: { 'no-statement': 0 }, absent: 1, symbols: noVerdicts(), rebuilds: 0 },
  ]);
});

test('an update of which it is unknown is counted apart, by what is wanting', () => {
  const unknown = { 'within-minor': 2 };
  const updates = [
    update(
      [[3, 0]],
      [
        ['acme/silent', unknown],
        ['acme/listed', unknown, 'none'],
        ['acme/blind', { 'within-minor': 3 }],
      ],
    ),
  ];
  expect(whatIfSums(updates)).toMatchObject([
    { policies: [{ policy: 'acme/silent' }], builds: 0, unknown: { 'no-statement': 1, 'no-list': 0 } },
    { policies: [{ policy: 'acme/listed' }], builds: 0, unknown: { 'no-statement': 0, 'no-list': 1 } },
    { policies: [{ policy: 'acme/blind' }], builds: 0, unknown: { 'no-crcs': 1 } },
  ]);
});

test('policies that come to the same share a row, by which all are named', () => {
  const rows = update(
    [[3, 0]],
    [
      ['acme/a', { 'within-minor': 1 }],
      ['acme/b', { 'within-minor': 0 }],
      ['acme/c', { 'within-minor': 1 }],
    ],
  );
  const names = (groups: readonly { policies: readonly { policy: string }[] }[]) =>
    groups.map(({ policies }) => policies.map(({ policy }) => policy));
  expect(names(whatIfSums([rows]))).toEqual([['acme/a', 'acme/c'], ['acme/b']]);
  expect(names(judgedAlike(rows, 0))).toEqual([['acme/a', 'acme/c'], ['acme/b']]);
});

test('a policy has a row for each of its lists, and one where none of them matters', () => {
  const cells = { 'within-minor': 0, 'between-minors': 1 };
  const policies = [
    ['acme/a', cells],
    ['acme/a', cells],
  ] as const;
  const rows = update([[3, 0]], policies, 'within-minor', ['acme-1.1', 'acme-1.2']);
  expect(whatIfSums([rows])).toMatchObject([{ list: 'acme-1.1' }, { list: 'acme-1.2' }]);
  expect(whatIfSums([rows], 'between-minors')).toMatchObject([
    { list: null, policies: [{ policy: 'acme/a' }] },
  ]);
});

test('without updates there is nothing to add up', () => {
  expect(whatIfSums([])).toEqual([]);
});
