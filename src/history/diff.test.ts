import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  diffExports,
  emptySummary,
  hasChanges,
  sameGenerator,
  type DiffSummary,
  type ExportTable,
} from './diff.ts';
import { CHANGE_KINDS } from '../kernel/change.ts';
import { compareText } from '../base/text.ts';
import { CRC_GENERATORS, type CrcGenerator, type Export } from '../kernel/export.ts';

function record(symbol: string, rest: Partial<Export> = {}): Export {
  return { symbol, crc: 0x12345678, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '', ...rest };
}

function table(exports: readonly Export[], crcGenerator: CrcGenerator = 'genksyms'): ExportTable {
  return { crcGenerator, coverage: 'all', exports };
}

function summary(counts: Partial<DiffSummary>): DiffSummary {
  return { ...emptySummary(), ...counts };
}

test('two equal tables have nothing but symbols in common', () => {
  const same = table([record('a'), record('b')]);
  expect(diffExports(same, same)).toEqual({
    changes: [],
    summary: emptySummary(),
    common: 2,
    uncovered: 0,
    notComparable: new Map(),
  });
});

test('two empty tables are no difference: RHEL 9.0 promised nothing', () => {
  expect(diffExports(table([]), table([]))).toEqual({
    changes: [],
    summary: emptySummary(),
    common: 0,
    uncovered: 0,
    notComparable: new Map(),
  });
});

test('against an empty table every symbol is added, or removed', () => {
  const a = record('a');
  const b = record('b');
  expect(diffExports(table([]), table([a, b]))).toEqual({
    changes: [
      { symbol: 'a', kinds: ['added'], before: null, after: a },
      { symbol: 'b', kinds: ['added'], before: null, after: b },
    ],
    summary: summary({ added: 2 }),
    common: 0,
    uncovered: 0,
    notComparable: new Map(),
  });
  expect(diffExports(table([a, b]), table([])).summary).toEqual(summary({ removed: 2 }));
});

test.each([
  ['crc-changed', { crc: 1 }],
  ['type-changed', { type: 'EXPORT_SYMBOL_GPL' }],
  ['namespace-changed', { namespace: 'CXL' }],
  ['module-moved', { module: 'fs/foo' }],
] as const)('%s', (kind, difference) => {
  const before = record('foo');
  const after = record('foo', difference);
  expect(diffExports(table([before]), table([after]))).toEqual({
    changes: [{ symbol: 'foo', kinds: [kind], before, after }],
    summary: summary({ [kind]: 1 }),
    common: 1,
    uncovered: 0,
    notComparable: new Map(),
  });
});

test('one symbol can change in every way at once, listed most severe first', () => {
  const after = record('foo', { crc: 1, type: 'EXPORT_SYMBOL_GPL', namespace: 'CXL', module: 'fs/foo' });
  const { changes } = diffExports(table([record('foo')]), table([after]));
  expect(changes.map((c) => c.kinds)).toEqual([
    ['crc-changed', 'type-changed', 'namespace-changed', 'module-moved'],
  ]);
});

test('changes come in the order of symbols, whatever their kind', () => {
  const before = table([record('b'), record('d'), record('e')]);
  const after = table([record('a'), record('c'), record('d', { crc: 1 }), record('e')]);
  expect(diffExports(before, after).changes.map((c) => `${c.symbol} ${c.kinds.join()}`)).toEqual([
    'a added',
    'b removed',
    'c added',
    'd crc-changed',
  ]);
});

describe('of a part of the exports', () => {
  const part = (exports: readonly Export[]): ExportTable => ({ ...table(exports), coverage: 'part' });

  test('nothing is said of what it lacks', () => {
    const all = table([record('a'), record('b')]);
    const { changes, summary: counts, ...rest } = diffExports(all, part([record('a', { crc: 1 })]));
    expect(changes.map(({ symbol, kinds }) => [symbol, ...kinds])).toEqual([['a', 'crc-changed']]);
    expect(counts).toEqual(summary({ 'crc-changed': 1, 'not-comparable': 1 }));
    expect(rest).toEqual({ common: 1, uncovered: 1, notComparable: new Map([['vmlinux', 1]]) });
    expect(diffExports(part([record('a')]), all).summary).toEqual(summary({ 'not-comparable': 1 }));
  });

  test('what only it has is new, or gone: the other side has all', () => {
    expect(diffExports(table([]), part([record('a')])).summary).toEqual(summary({ added: 1 }));
    expect(diffExports(part([record('a')]), table([])).summary).toEqual(summary({ removed: 1 }));
  });

  test('two parts tell what the list gained and lost', () => {
    const { summary: counts } = diffExports(part([record('a')]), part([record('b')]));
    expect(counts).toEqual(summary({ added: 1, removed: 1 }));
  });
});

describe('what cannot be compared is counted, and is not a change', () => {
  test.each([
    ['before', 0, 1],
    ['after', 1, 0],
    ['on both sides', 0, 0],
  ])('no CRC on record %s', (_, old, now) => {
    const diff = diffExports(table([record('foo', { crc: old })]), table([record('foo', { crc: now })]));
    expect(diff).toEqual({
      changes: [],
      summary: summary({ 'not-comparable': 1 }),
      common: 1,
      uncovered: 0,
      notComparable: new Map([['vmlinux', 1]]),
    });
    expect(hasChanges(diff.summary)).toBe(false);
  });

  test.each([
    ['genksyms', 'gendwarfksyms'],
    ['gendwarfksyms', 'genksyms'],
    ['none', 'genksyms'],
    ['genksyms', 'none'],
    ['none', 'none'],
    ['unknown', 'none'],
  ] as const)('CRCs by %s against CRCs by %s', (old, now) => {
    const before = table([record('a'), record('b')], old);
    const after = table([record('a', { crc: 1 }), record('c')], now);
    expect(diffExports(before, after).summary).toEqual(
      summary({ added: 1, removed: 1, 'not-comparable': 1 }),
    );
  });

  test('the other columns are compared all the same', () => {
    const before = table([record('foo', { crc: 0 })]);
    const after = table([record('foo', { crc: 0, module: 'fs/foo' })]);
    expect(diffExports(before, after)).toEqual({
      changes: [
        { symbol: 'foo', kinds: ['module-moved'], before: before.exports[0], after: after.exports[0] },
      ],
      summary: summary({ 'module-moved': 1, 'not-comparable': 1 }),
      common: 1,
      uncovered: 0,
      notComparable: new Map([['fs/foo', 1]]),
    });
  });

  test('a side without export types says nothing about them', () => {
    const before = table([record('foo', { type: '' })]);
    const after = table([record('foo', { type: 'EXPORT_SYMBOL_GPL' })]);
    expect(diffExports(before, after).changes).toEqual([]);
    expect(diffExports(after, before).changes).toEqual([]);
  });
});

test('a generator that is not known gets the benefit of the doubt, no generator never does', () => {
  const comparable = CRC_GENERATORS.flatMap((a) =>
    CRC_GENERATORS.filter((b) => sameGenerator(a, b)).map((b) => `${a} ${b}`),
  );
  expect(comparable).toEqual([
    'genksyms genksyms',
    'genksyms unknown',
    'gendwarfksyms gendwarfksyms',
    'gendwarfksyms unknown',
    'unknown genksyms',
    'unknown gendwarfksyms',
    'unknown unknown',
  ]);
});

describe('for any two tables', () => {
  const anExport: fc.Arbitrary<Export> = fc.record({
    symbol: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    crc: fc.constantFrom(0, 1, 2),
    module: fc.constantFrom('vmlinux', 'fs/foo'),
    type: fc.constantFrom('', 'EXPORT_SYMBOL', 'EXPORT_SYMBOL_GPL'),
    namespace: fc.constantFrom('', 'CXL'),
  });
  const anyTable: fc.Arbitrary<ExportTable> = fc.record({
    crcGenerator: fc.constantFrom(...CRC_GENERATORS),
    coverage: fc.constantFrom('all' as const, 'part' as const),
    exports: fc
      .uniqueArray(anExport, { selector: (e) => e.symbol })
      .map((list) => list.sort((a, b) => compareText(a.symbol, b.symbol))),
  });

  test('the counts are those of the changes, and of the tables', () => {
    fc.assert(
      fc.property(anyTable, anyTable, (a, b) => {
        const { changes, summary: counts, common, uncovered } = diffExports(a, b);
        for (const kind of CHANGE_KINDS) {
          expect(counts[kind]).toBe(changes.filter((c) => c.kinds.includes(kind)).length);
        }
        // Of either side alone: what only a part lacks is neither added nor removed.
        const unsaid = (lacking: ExportTable) =>
          lacking.coverage === 'part' && a.coverage !== b.coverage ? uncovered : 0;
        expect(common + counts.removed + unsaid(b)).toBe(a.exports.length);
        expect(common + counts.added + unsaid(a)).toBe(b.exports.length);
        expect(counts['not-comparable'] - uncovered).toBeLessThanOrEqual(common);
        expect(hasChanges(counts)).toBe(changes.length > 0);
      }),
    );
  });

  test('the other way round, added is removed and the rest is the same', () => {
    fc.assert(
      fc.property(anyTable, anyTable, (a, b) => {
        const forth = diffExports(a, b).summary;
        const back = diffExports(b, a).summary;
        expect(back).toEqual({ ...forth, added: forth.removed, removed: forth.added });
      }),
    );
  });

  test('no table differs from itself', () => {
    fc.assert(
      fc.property(anyTable, (a) => {
        expect(diffExports(a, a).changes).toEqual([]);
      }),
    );
  });
});
