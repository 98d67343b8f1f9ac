import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SymbolRow } from '../history/runs.ts';
import { compareText } from '../base/text.ts';
import { sha256 } from '../base/sha256.ts';
import { findBlock, parseBlock, parseDirectory, symbolBlocks } from './symbol-blocks.ts';

const row = (symbol: string, variant = 0): SymbolRow => ({ symbol, variants: [[variant, [[0, 0, 1, 0]]]] });

test('a block holds the rows of its symbols, without the variants of other architectures', () => {
  const rows: SymbolRow[] = [
    {
      symbol: 'a',
      variants: [
        [0, [[0, 1, 7, 0]]],
        [1, [[0, 1, 8, 0]]],
      ],
    },
    row('b', 1),
  ];
  const { directory, blocks } = symbolBlocks(rows, new Set([0]));
  expect(directory).toMatch(/^a [0-9a-f]{8}$/);
  expect(sha256(new TextEncoder().encode(blocks[0]))).toMatch(new RegExp(`^${directory.slice(2)}`));
  expect(blocks.map(parseBlock)).toEqual([[{ symbol: 'a', variants: [[0, [[0, 1, 7, 0]]]] }]]);
});

test('a symbol before the first block is in none', () => {
  expect(findBlock(parseDirectory('b 01234567\nd 89abcdef'), 'a')).toBeUndefined();
});

test('every symbol is found in the block that the directory names', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.stringMatching(/^[a-zA-Z_]{1,6}$/), { minLength: 1, maxLength: 200 }),
      (names) => {
        const symbols = names.toSorted(compareText);
        const { directory, blocks } = symbolBlocks(
          symbols.map((symbol) => row(symbol)),
          new Set([0]),
        );
        const parsed = parseDirectory(directory);
        for (const symbol of symbols) {
          const block = findBlock(parsed, symbol);
          const found = block === undefined ? [] : parseBlock(blocks[block] ?? '');
          expect(found.some((each) => each.symbol === symbol)).toBe(true);
        }
      },
    ),
  );
});
