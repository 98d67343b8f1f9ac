import { expect, test } from 'vitest';
import type { MeasuredList } from './measured-list.ts';
import type { Policy } from './policy.ts';
import type { PromiseCell } from './record.ts';
import { VariantChanges, type ChangedSymbol } from './tally.ts';
import { noVerdicts } from './verdict.ts';
import { WhatIf, type VariantToJudge } from './what-if.ts';

const cell = (keeps: PromiseCell['keeps'], protects: PromiseCell['protects'] = 'none'): PromiseCell => ({
  ...{ keeps, protects, rebuild: 'unknown', text: { en: 'x' }, source: 'doc', verified: true },
});

function policy(id: string, within: PromiseCell, listFiles: Policy['listFiles'] = []): Policy {
  return {
    ...{ vendor: 'acme', id, title: { en: id }, status: 'adopted', summary: { en: 'x' } },
    covers: [{ line: 'Acme' }],
    promise: {
      'within-minor': within,
      'between-minors': cell('nothing'),
      'between-majors': cell('nothing'),
      'across-rebuilds': cell('unknown'),
    },
    decides: { waiver: 'possible', text: { en: 'x' }, source: 'doc', verified: true },
    ...{ rules: [], measurements: [], sources: {}, listFiles, ruleFiles: [] },
  };
}

function listFile(product: string, symbols: string[], variant = 'amd64'): Policy['listFiles'][number] {
  const list = { sections: [], symbols, entries: symbols.length, requiredBy: [], promised: [] };
  return { ...{ file: 'lists/x', product, variants: [variant], source: 'doc', verified: true }, list };
}

const changed = (symbol: string): ChangedSymbol => ({
  symbol,
  facts: [{ symbol, kind: 'crc-changed', module: 'vmlinux', namespace: '', eases: false }],
});
const VARIANT: VariantToJudge = {
  ...{ product: 'acme-1', variant: 'amd64', notComparable: 0, update: ['acme-1/1', 'acme-1/2'] },
  changes: new VariantChanges(['a', 'b', 'c'].map(changed), 'all'),
};
const IMPORTERS: Readonly<Record<string, string[]>> = { a: ['gizmo'], b: ['gizmo', 'widget'] };

/** Figures of a list for x86_64: of the update from 1 to 2 it has two symbols. */
function figures(of: Partial<MeasuredList>, arch = 'x86_64'): MeasuredList {
  const hash = 'a'.repeat(64);
  return {
    schema: 'kabi-reports/measured-list/1',
    ...{ id: 'acme-1.2', of: 'Acme 1.2', policies: ['acme/p'], origin: 'https://acme.example/kernel' },
    ...{ commit: 'b'.repeat(40), importsSha256: hash, ...of },
    files: [
      {
        ...{ arch, path: 'list', sha256: hash, symbols: 40 },
        drivers: [],
        updates: [
          {
            ...{ before: 'acme-1/1', after: 'acme-1/2', variant: arch === 'x86_64' ? 'amd64' : 'arm64' },
            exports: [hash, hash],
            symbols: { ...noVerdicts(), breaking: 2, 'outside-promise': 1 },
            drivers: 1,
          },
        ],
      },
    ],
  };
}

function judged(
  given: Policy,
  measured: readonly MeasuredList[] = [],
  variant: Partial<VariantToJudge> = {},
) {
  const importersOf = (symbol: string) => IMPORTERS[symbol] ?? [];
  const { variants, policies } = new WhatIf([given], importersOf, measured).judge([
    { ...VARIANT, ...variant },
  ]);
  return policies.map(({ list, variants: [found] }) => ({
    ...{ list, basis: found?.basis, cells: Object.keys(found?.cells ?? {}) },
    ...variants[0]?.outcomes[found?.cells['within-minor'] ?? -1],
    asIs: variants[0]?.drivers,
  }));
}

test('a promise to keep everything makes every change breaking, and spares every driver', () => {
  expect(judged(policy('all', cell('kabi', 'all')))).toMatchObject([
    { basis: null, symbols: { breaking: 3 }, drivers: 0, asIs: ['gizmo', 'widget'] },
  ]);
});

test('without a promise every change stands, and so do the rebuilds', () => {
  expect(judged(policy('none', cell('nothing')))).toMatchObject([
    { basis: null, symbols: { breaking: 0, 'outside-promise': 3 }, drivers: 2 },
  ]);
});

const LISTED = cell('kabi', 'list');

test('the policy’s own list decides, for these builds or for others of the architecture', () => {
  expect(judged(policy('own', LISTED, [listFile('acme-1', ['b'])]))).toMatchObject([
    { basis: 'own', symbols: { breaking: 1, 'outside-promise': 2 }, drivers: 1 },
  ]);
  expect(judged(policy('other', LISTED, [listFile('acme-9', ['c'])]))).toMatchObject([
    { basis: 'other', symbols: { breaking: 1 }, drivers: 2 },
  ]);
});

test('a list for another architecture says nothing', () => {
  const arm = policy('p', LISTED, [listFile('acme-1', ['b'], 'arm64')]);
  expect(judged(arm)).toMatchObject([{ basis: 'none', symbols: { unknown: 3 }, drivers: null }]);
  expect(judged(policy('p', LISTED), [figures({}, 'aarch64')])).toMatchObject([
    { basis: 'none', list: 'acme-1.2', symbols: { unknown: 3 }, drivers: null },
  ]);
});

test('without a list what depends on it is unknown, however many drivers there are', () => {
  expect(judged(policy('p', LISTED))).toMatchObject([
    { basis: 'none', list: null, symbols: { unknown: 3 }, drivers: null },
  ]);
});

test('an empty list is a list: it keeps nothing', () => {
  expect(judged(policy('p', LISTED, [listFile('acme-1', [])]))).toMatchObject([
    { basis: 'own', symbols: { breaking: 0, 'outside-promise': 3 }, drivers: 2 },
  ]);
});

test('figures by a list that is not on file stand for it, one row for each list', () => {
  const lists = [figures({}), figures({ id: 'acme-1.3' }), figures({ policies: ['other/p'] })];
  expect(judged(policy('p', LISTED), lists)).toMatchObject([
    { list: 'acme-1.2', basis: 'measured', symbols: { breaking: 2, 'outside-promise': 1 }, drivers: 1 },
    { list: 'acme-1.3', basis: 'measured' },
  ]);
});

test('figures are of the update that they were taken from, and of no other', () => {
  const next: Partial<VariantToJudge> = { update: ['acme-1/2', 'acme-1/3'] };
  expect(judged(policy('p', LISTED), [figures({})], next)).toMatchObject([
    { basis: 'none', symbols: { unknown: 3 }, drivers: null },
  ]);
});

test('who has the list on file has no use for figures', () => {
  const own = policy('p', LISTED, [listFile('acme-1', ['b'])]);
  expect(judged(own, [figures({})])).toMatchObject([{ list: null, basis: 'own', symbols: { breaking: 1 } }]);
});

test('figures tell nothing of a promise that only the source interface is kept', () => {
  expect(judged(policy('p', cell('kapi', 'list')), [figures({})])).toMatchObject([
    { symbols: { unknown: 3 } },
  ]);
});

test('a kind of update that a policy does not have is not judged', () => {
  expect(judged(policy('p', cell('not-applicable')))).toMatchObject([
    { cells: ['between-minors', 'between-majors'] },
  ]);
});

test('where CRCs cannot be compared, how many drivers remain is unknown', () => {
  const blind = { notComparable: 5 };
  expect(judged(policy('all', cell('kabi', 'all')), [], blind)).toMatchObject([{ drivers: null }]);
  expect(judged(policy('p', LISTED), [figures({})], blind)).toMatchObject([{ drivers: null }]);
  expect(judged(policy('none', cell('nothing')), [], blind)).toMatchObject([{ drivers: 2 }]);
});
