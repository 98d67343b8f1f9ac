import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSymbolRows, VariantHistoryBuilder, parseSymbolRows, SymbolHistories } from './runs.ts';
import { compareText } from '../base/text.ts';
import type { Export } from '../kernel/export.ts';

function record(symbol: string, rest: Partial<Export> = {}): Export {
  return { symbol, crc: 1, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '', ...rest };
}

/** The rows of variants, each given as its snapshots in release order. */
function historiesOf(...variants: readonly (readonly (readonly Export[])[])[]): SymbolHistories {
  return new SymbolHistories(
    variants.map((snapshots) => {
      const builder = new VariantHistoryBuilder();
      for (const [release, exports] of snapshots.entries()) builder.add(release, exports);
      return builder.build();
    }),
  );
}

test('releases in which nothing about a symbol changed are one run', () => {
  const histories = historiesOf([[record('a')], [record('a')], [record('a', { crc: 0xffffffff })]]);
  expect([...histories.rows()]).toEqual([
    {
      symbol: 'a',
      variants: [
        [
          0,
          [
            [0, 1, 1, 0],
            [2, 2, 0xffffffff, 0],
          ],
        ],
      ],
    },
  ]);
  expect(histories.attributes).toEqual([{ module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' }]);
});

test('a symbol that was away begins another run when it comes back unchanged', () => {
  const [row] = historiesOf([[record('a')], [], [record('a')]]).rows();
  expect(row?.variants).toEqual([
    [
      0,
      [
        [0, 0, 1, 0],
        [2, 2, 1, 0],
      ],
    ],
  ]);
});

test('another module, type or namespace begins another run', () => {
  const snapshots = [
    [record('a')],
    [record('a', { module: 'fs/fuse/fuse' })],
    [record('a', { module: 'fs/fuse/fuse', type: 'EXPORT_SYMBOL_GPL' })],
    [record('a', { module: 'fs/fuse/fuse', type: 'EXPORT_SYMBOL_GPL', namespace: 'FUSE' })],
  ];
  const histories = historiesOf(snapshots);
  const [row] = histories.rows();
  expect(row?.variants[0]?.[1].map(([from, to, , attributes]) => [from, to, attributes])).toEqual([
    [0, 0, 0],
    [1, 1, 1],
    [2, 2, 2],
    [3, 3, 3],
  ]);
  expect(histories.attributes).toHaveLength(4);
});

test('symbols of all variants come sorted, each with the variants that have it', () => {
  const histories = historiesOf([[record('b'), record('z')]], [], [[record('Z'), record('b')]]);
  expect(
    [...histories.rows()].map(({ symbol, variants }) => [symbol, variants.map(([variant]) => variant)]),
  ).toEqual([
    ['Z', [2]],
    ['b', [0, 2]],
    ['z', [0]],
  ]);
});

const anyExport = fc.record({
  symbol: fc.constantFrom('a', 'b', '_c', '__proto__', 'constructor'),
  crc: fc.constantFrom(0, 1, 0xffffffff),
  module: fc.constantFrom('vmlinux', 'fs/fuse/fuse'),
  type: fc.constantFrom('EXPORT_SYMBOL' as const, 'EXPORT_SYMBOL_GPL' as const, '' as const),
  namespace: fc.constantFrom('', 'FUSE'),
});
const snapshot = fc
  .uniqueArray(anyExport, { selector: (each) => each.symbol })
  .map((exports) => exports.sort((a, b) => compareText(a.symbol, b.symbol)));
const variants = fc.array(fc.array(snapshot, { maxLength: 5 }), { maxLength: 3 });

test('rows of some symbols only are those that all rows hold of them', () => {
  const histories = historiesOf(
    [
      [record('a'), record('b')],
      [record('b', { crc: 2 }), record('c')],
    ],
    [[record('b'), record('d')]],
  );
  const wanted = new Set(['b', 'd', 'x']);
  expect(histories.symbols()).toEqual(['a', 'b', 'c', 'd']);
  expect([...histories.rows(wanted)]).toEqual(
    [...histories.rows()].filter(({ symbol }) => wanted.has(symbol)),
  );
});

test('the rows hold every snapshot that went in, and survive being written', () => {
  fc.assert(
    fc.property(variants, (given) => {
      const histories = historiesOf(...given);
      const rows = parseSymbolRows(formatSymbolRows(histories.rows()));
      expect(rows).toEqual([...histories.rows()]);
      const told = given.map((snapshots) => snapshots.map((): Export[] => []));
      for (const { symbol, variants: inVariants } of rows) {
        for (const [variant, runs] of inVariants) {
          for (const [from, to, crc, attributes] of runs) {
            const at = histories.attributes[attributes];
            if (at === undefined) throw new Error('attributes are missing');
            for (let release = from; release <= to; release += 1) {
              told[variant]?.[release]?.push({ symbol, crc, ...at });
            }
          }
        }
      }
      expect(told).toEqual(given);
    }),
  );
});
