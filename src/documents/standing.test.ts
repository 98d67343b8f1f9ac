import { describe, expect, test } from 'vitest';
import type { SymbolRow } from '../history/runs.ts';
import type { HistoryTable } from '../history/history-table.ts';
import { bearsOut, found, standings } from './standing.ts';

const variant = (product: number, name: string, generator: 'genksyms' | 'none' = 'genksyms') => ({
  product,
  name,
  releases: [0],
  generators: [generator],
  vermagics: [null],
});

const TABLE: HistoryTable = {
  products: [
    { name: 'old', title: 'Old', releases: ['1'], built: [null], follows: null },
    { name: 'new', title: 'New', releases: ['2'], built: [null], follows: 0 },
  ],
  variants: [variant(0, 'amd64'), variant(1, 'amd64'), variant(1, 'arm64')],
  attributes: [{ module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' }],
};

function row(...variants: readonly [variant: number, crc: number][]): SymbolRow {
  return { symbol: 's', variants: variants.map(([index, crc]) => [index, [[0, 0, crc, 0]]]) };
}

const BOTH = ['old', 'new'];

describe('a symbol in the newest releases of products', () => {
  test.each([
    ['with the same CRC is unchanged', row([0, 7], [1, 7], [2, 7]), 'unchanged'],
    ['with another CRC changed it', row([0, 7], [1, 8], [2, 8]), 'crc-changed'],
    ['that only the older one exports was removed', row([0, 7]), 'removed'],
    ['that only the newer one exports was added', row([1, 7]), 'added'],
    ['without CRCs on one side cannot be compared', row([0, 7], [1, 0]), 'not-comparable'],
  ])('%s', (_, symbol, what) => {
    expect(found(standings(symbol, TABLE, BOTH))).toBe(what);
  });

  test('that is not in the part of the exports on file is not removed', () => {
    const [old, ...others] = TABLE.variants;
    expect.assert(old !== undefined);
    const table = {
      ...TABLE,
      variants: [old, ...others.map((each) => ({ ...each, coverages: ['part' as const] }))],
    };
    expect(found(standings(row([0, 7]), table, BOTH))).toBe('unchanged');
    expect(found(standings(row([0, 7], [1, 8]), table, BOTH))).toBe('crc-changed');
  });

  test('that none exports is absent', () => {
    expect(found(standings(undefined, TABLE, BOTH))).toBe('absent');
  });

  test('is told per variant, with what it is compared with', () => {
    expect(standings(row([0, 7], [1, 8]), TABLE, ['old', 'new', 'nowhere'])).toEqual([
      { product: 'old', variants: [{ variant: 'amd64', module: 'vmlinux', crc: 'none' }] },
      {
        product: 'new',
        variants: [
          { variant: 'amd64', module: 'vmlinux', crc: 'changed' },
          { variant: 'arm64', module: null, crc: 'none' },
        ],
      },
    ]);
  });

  test('says nothing of a product whose newest release lacks the variant', () => {
    const table = {
      ...TABLE,
      products: TABLE.products.map((each) => ({ ...each, releases: ['1', '2'], built: [null, null] })),
    };
    expect(standings(row([0, 7], [1, 7]), table, BOTH)).toEqual([]);
  });
});

test.each([
  ['removed', 'removed', true],
  ['removed', 'unchanged', false],
  ['removed', 'not-comparable', false],
  ['argument-types', 'crc-changed', true],
  ['arguments', 'unchanged', false],
  ['arguments-and-types', 'removed', false],
  ['unchanged', 'unchanged', true],
  ['unchanged', 'crc-changed', false],
  ['unchanged', 'not-comparable', null],
  ['removed', 'absent', null],
  ['other', 'removed', null],
] as const)('the claim "%s" of a symbol found %s: %s', (claim, what, isBorneOut) => {
  expect(bearsOut(claim, what)).toBe(isBorneOut);
});
