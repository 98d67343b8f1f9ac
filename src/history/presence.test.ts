import { expect, test } from 'vitest';
import { presenceWords } from './presence.ts';
import type { HistoryTable } from './history-table.ts';

const product = (name: string, releases: readonly string[]) => ({
  ...{ name, title: name.toUpperCase(), releases: [...releases] },
  ...{ built: releases.map(() => null), follows: null },
});
const variant = (of: number, name: string, releases: number[]): HistoryTable['variants'][number] => ({
  ...{ product: of, name, releases },
  ...{ generators: releases.map(() => 'genksyms' as const), vermagics: releases.map(() => null) },
});
const TABLE: HistoryTable = {
  products: [product('p', ['1.0', '1.1', '1.2']), product('q', ['2.0'])],
  variants: [variant(0, 'amd64', [0, 1, 2]), variant(0, 'arm64', [1, 2]), variant(1, 'amd64', [0])],
  attributes: [{ module: 'vmlinux', type: '', namespace: '' }],
};

test('a product whose newest release has the symbol on any architecture is named', () => {
  const row = {
    symbol: 'a',
    variants: [
      [0, [[0, 0, 1, 0]]],
      [1, [[0, 1, 1, 0]]],
    ],
  } as const;
  expect(presenceWords([row], TABLE)).toBe('P');
});

test('one that lost it is named with the last release that had it', () => {
  const rows = [
    { symbol: 'a', variants: [[0, [[0, 1, 1, 0]]]] },
    { symbol: 'a', variants: [[2, [[0, 0, 1, 0]]]] },
  ] as const;
  expect(presenceWords(rows, TABLE)).toBe('P until 1.1, Q');
});

test('of what is nowhere on file nothing is said', () => {
  expect(presenceWords([], TABLE)).toBe('');
});
