import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compareVariant,
  compareModules,
  formatChangeRows,
  groupByModule,
  kindsOf,
  parseChangeRows,
  type ChangeRow,
  type VariantChange,
} from './comparison.ts';
import { CHANGE_KINDS } from '../kernel/change.ts';
import type { CrcGenerator, Export } from '../kernel/export.ts';

function record(symbol: string, rest: Partial<Export> = {}): Export {
  return { symbol, crc: 1, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '', ...rest };
}

function variantOf(
  variant: string,
  before: readonly Export[],
  after: readonly Export[],
  now: CrcGenerator = 'genksyms',
) {
  return compareVariant(
    variant,
    { crcGenerator: 'genksyms', coverage: 'all', exports: before },
    { crcGenerator: now, coverage: 'all', exports: after },
  );
}

test('a variant keeps what changed, with the values of both sides', () => {
  const before = [record('gone'), record('moved'), record('same')];
  const after = [
    record('moved', { crc: 2, module: 'fs/fuse/fuse', namespace: 'N' }),
    record('new', { crc: 3 }),
    record('same'),
  ];
  expect(variantOf('amd64', before, after)).toMatchObject({
    variant: 'amd64',
    before: { exports: 3, crcGenerator: 'genksyms' },
    after: { exports: 3, crcGenerator: 'genksyms' },
    common: 2,
    changes: [
      { symbol: 'gone', module: 'vmlinux', change: { kinds: ['removed'], crcBefore: 1, crcAfter: 0 } },
      {
        symbol: 'moved',
        module: 'fs/fuse/fuse',
        change: {
          kinds: ['crc-changed', 'namespace-changed', 'module-moved'],
          crcBefore: 1,
          crcAfter: 2,
          namespace: ['', 'N'],
          module: ['vmlinux', 'fs/fuse/fuse'],
        },
      },
      { symbol: 'new', module: 'vmlinux', change: { kinds: ['added'], crcBefore: 0, crcAfter: 3 } },
    ],
  });
});

test('changes are grouped by provider, vmlinux first, with a cell per variant', () => {
  const amd64 = variantOf(
    'amd64',
    [record('a'), record('b', { module: 'drivers/b' })],
    [record('a', { crc: 2 })],
  );
  const arm64 = variantOf('arm64', [record('a')], [record('a'), record('c', { module: 'arch/c' })]);
  const modules = groupByModule([amd64, arm64]);
  expect(modules.map(({ module }) => module)).toEqual(['vmlinux', 'arch/c', 'drivers/b']);
  expect(modules[0]?.rows).toEqual([
    { symbol: 'a', changes: [{ kinds: ['crc-changed'], crcBefore: 1, crcAfter: 2 }, null] },
  ]);
  expect(
    modules.map(({ counts }) => counts.map((each) => [each['crc-changed'], each.added, each.removed])),
  ).toEqual([
    [
      [1, 0, 0],
      [0, 0, 0],
    ],
    [
      [0, 0, 0],
      [0, 1, 0],
    ],
    [
      [0, 0, 1],
      [0, 0, 0],
    ],
  ]);
});

test('a symbol that moved is counted under its new module only', () => {
  const moved = variantOf('amd64', [record('a', { module: 'old' })], [record('a', { module: 'new' })]);
  expect(groupByModule([moved]).map(({ module }) => module)).toEqual(['new']);
});

test('equal variants have no modules', () => {
  expect(groupByModule([variantOf('amd64', [record('a')], [record('a')])])).toEqual([]);
  expect(groupByModule([])).toEqual([]);
});

test('modules sort in code-unit order behind the kernel image', () => {
  expect(['zlib', 'arch/x', 'vmlinux', 'Zebra'].sort(compareModules)).toEqual([
    'vmlinux',
    'Zebra',
    'arch/x',
    'zlib',
  ]);
});

test('the kinds of a row are those of all its variants, most severe first', () => {
  const change = (...kinds: VariantChange['kinds']): VariantChange => ({ kinds, crcBefore: 1, crcAfter: 2 });
  const row = { symbol: 'a', changes: [change('added'), null, change('removed', 'module-moved')] };
  expect(kindsOf(row)).toEqual(['removed', 'module-moved', 'added']);
});

test('a row is written as one short line', () => {
  const rows: ChangeRow[] = [
    { symbol: 'a', changes: [{ kinds: ['crc-changed'], crcBefore: 1, crcAfter: 2 }, null] },
    { symbol: 'b', changes: [{ kinds: ['type-changed'], crcBefore: 1, crcAfter: 1, type: ['', 'x'] }, null] },
  ];
  expect(formatChangeRows(rows)).toBe('["a",["c",1,2],0]\n["b",["t",1,1,{"type":["","x"]}],0]\n');
  expect(parseChangeRows('')).toEqual([]);
});

test('rows are read back as they were written', () => {
  const crc = fc.integer({ min: 0, max: 0xffffffff });
  const pair = fc.tuple(fc.string(), fc.string());
  const change = fc.record(
    {
      kinds: fc.subarray([...CHANGE_KINDS], { minLength: 1 }),
      crcBefore: crc,
      crcAfter: crc,
      type: pair,
      namespace: pair,
      module: pair,
    },
    { requiredKeys: ['kinds', 'crcBefore', 'crcAfter'], noNullPrototype: true },
  );
  const row = fc.record(
    { symbol: fc.string(), changes: fc.array(fc.option(change), { maxLength: 3 }) },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(parseChangeRows(formatChangeRows(rows))).toEqual(rows);
    }),
  );
});

test('a symbol that variants keep in different modules is listed under each, and counted where it belongs', () => {
  const after = (module: string) => [record('a', { crc: 2, module })];
  const variants = [
    variantOf('amd64', [record('a', { module: 'x' })], after('x')),
    variantOf('arm64', [record('a', { module: 'y' })], after('y')),
  ];
  const own = { kinds: ['crc-changed'], crcBefore: 1, crcAfter: 2 };
  expect(groupByModule(variants)).toMatchObject([
    {
      module: 'x',
      counts: [{ 'crc-changed': 1 }, { 'crc-changed': 0 }],
      rows: [{ symbol: 'a', changes: [own, { ...own, provider: 'y' }] }],
    },
    {
      module: 'y',
      counts: [{ 'crc-changed': 0 }, { 'crc-changed': 1 }],
      rows: [{ symbol: 'a', changes: [{ ...own, provider: 'x' }, own] }],
    },
  ]);
});
