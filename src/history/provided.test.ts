import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attributes, SymbolRow } from './runs.ts';
import type { VariantLine } from './lineage.ts';
import { formatProvidedRows, parseProvidedRows, providedByModule } from './provided.ts';

const VARIANTS: VariantLine[] = [
  { product: 'p', name: 'amd64', releases: ['1', '2'] },
  { product: 'p', name: 'arm64', releases: ['1', '2'] },
  { product: 'q', name: 'amd64', releases: ['9'] },
];
const ATTRIBUTES: Attributes[] = [
  { module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' },
  { module: 'fs/fuse/fuse', type: 'EXPORT_SYMBOL_GPL', namespace: 'FUSE' },
];

function provided(...rows: readonly SymbolRow[]) {
  return Object.fromEntries(providedByModule(rows, VARIANTS, ATTRIBUTES));
}

test('a symbol is listed with the products whose newest release has it, each once', () => {
  const runs = [[0, 1, 5, 0]] as const;
  expect(
    provided({
      symbol: 'a',
      variants: [
        [0, runs],
        [1, runs],
        [2, [[0, 0, 6, 0]]],
      ],
    }),
  ).toEqual({
    vmlinux: [{ symbol: 'a', type: 'EXPORT_SYMBOL', namespace: '', products: ['p', 'q'] }],
  });
});

test('a symbol that moved is listed under both modules, at home in the new one', () => {
  expect(
    provided({
      symbol: 'a',
      variants: [
        [
          0,
          [
            [0, 0, 5, 0],
            [1, 1, 5, 1],
          ],
        ],
      ],
    }),
  ).toEqual({
    vmlinux: [{ symbol: 'a', type: 'EXPORT_SYMBOL', namespace: '', products: [] }],
    'fs/fuse/fuse': [{ symbol: 'a', type: 'EXPORT_SYMBOL_GPL', namespace: 'FUSE', products: ['p'] }],
  });
});

test('a symbol that is gone stays listed, with no product', () => {
  expect(provided({ symbol: 'a', variants: [[0, [[0, 0, 5, 0]]]] })['vmlinux']?.[0]?.products).toEqual([]);
});

test('rows are read back as they were written', () => {
  const row = fc.record(
    { symbol: fc.string(), type: fc.string(), namespace: fc.string(), products: fc.array(fc.string()) },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(parseProvidedRows(formatProvidedRows(rows))).toEqual(rows);
    }),
  );
});
