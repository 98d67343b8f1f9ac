import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffExports } from './diff.ts';
import { VariantHistoryBuilder, SymbolHistories } from './runs.ts';
import { CHANGE_KINDS, type ChangeKind } from '../kernel/change.ts';
import { COVERAGES, type Coverage } from '../kernel/snapshot.ts';
import { CRC_GENERATORS, type CrcGenerator, type Export } from '../kernel/export.ts';
import { newestDay, newestState, symbolHistory, type ProductHistory } from './symbol-history.ts';
import type { HistoryTable } from './history-table.ts';

/** A release as its symbol `s`, if it has it; undefined where the variant is not on file. */
type Given = Partial<Export> | null | undefined;

interface GivenVariant {
  readonly product: number;
  readonly name: string;
  readonly states: readonly Given[];
  readonly generators?: readonly CrcGenerator[];
  readonly coverages?: readonly Coverage[];
}

function record(rest: Partial<Export>): Export {
  return { symbol: 's', crc: 1, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '', ...rest };
}

/** The history of `s` in products of which the first is followed by the others. */
function historyOf(...variants: readonly GivenVariant[]): ProductHistory[] {
  const histories = new SymbolHistories(
    variants.map(({ states }) => {
      const builder = new VariantHistoryBuilder();
      const onFile = states.filter((state) => state !== undefined);
      for (const [release, state] of onFile.entries())
        builder.add(release, state === null ? [] : [record(state)]);
      return builder.build();
    }),
  );
  const products = new Set(variants.map((variant) => variant.product));
  const table: HistoryTable = {
    products: [...products].map((product) => {
      const size = Math.max(...variants.filter((l) => l.product === product).map((l) => l.states.length));
      return {
        name: `p${product}`,
        title: `P ${product}`,
        releases: Array.from({ length: size }, (_, i) => `${product}.${i}`),
        built: Array.from({ length: size }, (_, i) => `2026-0${product + 1}-0${i + 1}`),
        follows: product === 0 ? null : 0,
      };
    }),
    variants: variants.map(({ product, name, states, generators, coverages }) => {
      const releases = states.flatMap((state, i) => (state === undefined ? [] : [i]));
      return {
        product,
        name,
        releases,
        generators: releases.map((i) => generators?.[i] ?? 'genksyms'),
        ...(coverages && { coverages: releases.map((i) => coverages[i] ?? 'all') }),
        vermagics: releases.map(() => null),
      };
    }),
    attributes: [...histories.attributes],
  };
  const [row = { symbol: 's', variants: [] }] = histories.rows();
  return symbolHistory(row, table);
}

function kindsOf(
  history: readonly ProductHistory[],
  product = 0,
  variant = 0,
): [number, readonly string[]][] {
  const events =
    history[product]?.variants[variant]?.events ?? new Map<number, { kinds: readonly string[] }>();
  return [...events].map(([release, { kinds }]) => [release, kinds]);
}

describe('the events of a variant', () => {
  test('start with the first release on file, which has nothing to compare with', () => {
    expect(kindsOf(historyOf({ product: 0, name: 'amd64', states: [{}, {}] }))).toEqual([[0, ['first']]]);
  });

  test('are an addition where an older release on file has no such symbol', () => {
    expect(kindsOf(historyOf({ product: 0, name: 'amd64', states: [null, {}] }))).toEqual([[1, ['added']]]);
  });

  test('are all kinds of change of a release at once', () => {
    const other = { crc: 2, module: 'm', type: 'EXPORT_SYMBOL_GPL', namespace: 'N' } as const;
    expect(kindsOf(historyOf({ product: 0, name: 'amd64', states: [{}, other, null] }))).toEqual([
      [0, ['first']],
      [1, ['crc-changed', 'type-changed', 'namespace-changed', 'module-moved']],
      [2, ['removed']],
    ]);
  });

  test('pass over a release that is not on file', () => {
    const history = historyOf(
      { product: 0, name: 'amd64', states: [{}, {}, {}] },
      { product: 0, name: 'arm64', states: [{}, undefined, { crc: 2 }] },
    );
    expect(kindsOf(history, 0, 1)).toEqual([
      [0, ['first']],
      [2, ['crc-changed']],
    ]);
  });

  test('compare with the last release of the product that is followed', () => {
    const history = historyOf(
      { product: 0, name: 'amd64', states: [{ crc: 1 }, { crc: 2 }] },
      { product: 1, name: 'amd64', states: [{ crc: 3 }] },
    );
    expect(kindsOf(history, 1)).toEqual([[0, ['crc-changed']]]);
  });

  test('tell of a symbol that the followed product had and this one never', () => {
    const history = historyOf(
      { product: 0, name: 'amd64', states: [{}] },
      { product: 1, name: 'amd64', states: [null] },
    );
    expect(kindsOf(history, 1)).toEqual([[0, ['removed']]]);
  });

  test('are none where a product has all along what the one before it had last', () => {
    const history = historyOf(
      { product: 0, name: 'amd64', states: [{}] },
      { product: 1, name: 'amd64', states: [{}, {}] },
    );
    expect(history.map(({ name }) => name)).toEqual(['p0', 'p1']);
    expect(kindsOf(history, 1)).toEqual([]);
  });

  test('leave out a product that never had the symbol, nor follows one that had', () => {
    const history = historyOf(
      { product: 0, name: 'amd64', states: [null] },
      { product: 1, name: 'amd64', states: [{}] },
    );
    expect(history.map(({ name }) => name)).toEqual(['p1']);
    expect(kindsOf(history)).toEqual([[0, ['added']]]);
  });

  test.each([
    ['no CRC on one side', [{ crc: 0 }, { crc: 1 }], ['none', 'genksyms']],
    ['another generator', [{ crc: 1 }, { crc: 2 }], ['genksyms', 'gendwarfksyms']],
  ] as const)('are not comparable with %s', (_, states, generators) => {
    const history = historyOf({ product: 0, name: 'amd64', states, generators });
    expect(kindsOf(history)).toEqual([
      [0, ['first']],
      [1, ['not-comparable']],
    ]);
    expect(history[0]?.variants[0]?.updates).toEqual({ comparable: 0, crcChanged: 0 });
  });
});

test('the events are those that a diff of the snapshots finds', () => {
  const state = fc.option(
    fc.record({
      crc: fc.constantFrom(0, 1, 2),
      module: fc.constantFrom('vmlinux', 'm'),
      type: fc.constantFrom('EXPORT_SYMBOL' as const, 'EXPORT_SYMBOL_GPL' as const, '' as const),
      namespace: fc.constantFrom('', 'N'),
    }),
  );
  const update = fc.tuple(state, fc.constantFrom(...CRC_GENERATORS), fc.constantFrom(...COVERAGES));
  fc.assert(
    fc.property(fc.array(update, { minLength: 2, maxLength: 6 }), (updates) => {
      const states = updates.map(([each]) => each);
      const generators = updates.map(([, generator]) => generator);
      const coverages = updates.map(([, , coverage]) => coverage);
      const variant = { product: 0, name: 'amd64', states, generators, coverages };
      const events = new Map(kindsOf(historyOf(variant)));
      const table = (index: number) => {
        const each = states[index];
        const about = { crcGenerator: generators[index] ?? 'unknown', coverage: coverages[index] ?? 'all' };
        return { ...about, exports: each ? [record(each)] : [] };
      };
      for (let index = 1; index < states.length; index += 1) {
        const { changes } = diffExports(table(index - 1), table(index));
        const told = events.get(index) ?? [];
        expect(CHANGE_KINDS.filter((kind) => told.includes(kind))).toEqual(changes[0]?.kinds ?? []);
      }
    }),
    {
      examples: [
        [
          [
            [{ crc: 1, module: 'm', type: '', namespace: '' }, 'unknown', 'all'],
            [{ crc: 1, module: 'm', type: '', namespace: '' }, 'genksyms', 'all'],
            [{ crc: 2, module: 'm', type: '', namespace: '' }, 'gendwarfksyms', 'all'],
          ],
        ],
      ],
    },
  );
});

test('spans cover all releases of the product, absences and gaps included', () => {
  const history = historyOf(
    { product: 0, name: 'amd64', states: [{}, {}, null, { crc: 2 }] },
    { product: 0, name: 'arm64', states: [undefined, {}, {}, {}] },
  );
  const spans = history[0]?.variants.map((variant) =>
    variant.spans.map(({ kind, from, to }) => [kind, from, to]),
  );
  expect(spans).toEqual([
    [
      ['present', 0, 1],
      ['absent', 2, 2],
      ['present', 3, 3],
    ],
    [
      ['not-on-file', 0, 0],
      ['present', 1, 3],
    ],
  ]);
});

test('what a part of the exports lacks is not listed, and no event but between two parts', () => {
  const [history] = historyOf({
    product: 0,
    name: 'amd64',
    states: [{}, null, {}, null, null],
    coverages: ['all', 'part', 'part', 'part', 'all'],
  });
  expect(history?.variants[0]?.spans.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ['present', 0, 0],
    ['not-listed', 1, 1],
    ['present', 2, 2],
    ['not-listed', 3, 3],
    ['absent', 4, 4],
  ]);
  expect(
    [...(history?.variants[0]?.events ?? [])].map(([release, { kinds }]) => [release, ...kinds]),
  ).toEqual([
    [0, 'first'],
    [1, 'not-comparable'],
    [2, 'added'],
    [3, 'removed'],
  ]);
});

test('a release is held against what is on file of the product that it follows', () => {
  const kinds = (coverage: Coverage) =>
    historyOf(
      { product: 0, name: 'amd64', states: [null], coverages: [coverage] },
      { product: 1, name: 'amd64', states: [{}] },
    )
      .at(-1)
      ?.variants[0]?.events.get(0)?.kinds;
  expect([kinds('all'), kinds('part')]).toEqual([['added'], ['not-comparable']]);
});

test('updates count the updates within the product that could be compared', () => {
  const states = [{ crc: 1 }, { crc: 1 }, { crc: 2 }, null, { crc: 3 }, { crc: 0 }];
  expect(historyOf({ product: 0, name: 'amd64', states })[0]?.variants[0]?.updates).toEqual({
    comparable: 2,
    crcChanged: 1,
  });
});

test('the newest state is that of the last product that has the symbol, else the last one on record', () => {
  const both = historyOf(
    { product: 0, name: 'amd64', states: [{ module: 'old' }] },
    { product: 1, name: 'amd64', states: [{ module: 'new' }, null] },
  );
  expect(newestState(both)?.module).toBe('old');
  expect(newestState(historyOf({ product: 0, name: 'amd64', states: [{ module: 'm' }, null] }))?.module).toBe(
    'm',
  );
  expect(newestState([])).toBe(undefined);
});

test('the day of the newest snapshot is the latest of all products', () => {
  const both = historyOf(
    { product: 0, name: 'amd64', states: [{}, {}] },
    { product: 1, name: 'amd64', states: [{}] },
  );
  expect(newestDay(both)).toBe('2026-02-01');
  expect(newestDay([])).toBe(null);
});

test('kinds are listed most severe first', () => {
  const [, changed] = kindsOf(
    historyOf({ product: 0, name: 'amd64', states: [{}, { crc: 2, module: 'm', namespace: 'N' }] }),
  );
  const kinds = changed?.[1] ?? [];
  const order = kinds.map((kind) => CHANGE_KINDS.indexOf(kind as ChangeKind));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).toHaveLength(3);
});
