import { expect, test } from 'vitest';
import type { Policy } from './policy.ts';
import type { PromiseCell } from './record.ts';
import { VariantChanges, type SymbolFacts } from './tally.ts';
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

function listFile(product: string, symbols: string[]): Policy['listFiles'][number] {
  const list = { sections: [], symbols, entries: symbols.length, requiredBy: [], promised: [] };
  return { ...{ file: 'lists/x', product, variants: ['amd64'], source: 'doc', verified: true }, list };
}

const changed = (symbol: string): SymbolFacts => ({
  symbol,
  facts: [{ symbol, kind: 'crc-changed', module: 'vmlinux', namespace: '', eases: false }],
});
const VARIANT: VariantToJudge = {
  ...{ product: 'acme-1', variant: 'amd64', notComparable: 0 },
  changes: new VariantChanges(['a', 'b', 'c'].map(changed), 'all'),
};
const IMPORTERS: Readonly<Record<string, string[]>> = { a: ['gizmo'], b: ['gizmo', 'widget'] };

function judged(given: Policy, imported: readonly string[] = ['a', 'b']) {
  const importersOf = (symbol: string) => IMPORTERS[symbol] ?? [];
  const { variants, policies } = new WhatIf([given], importersOf, new Set(imported)).judge([VARIANT]);
  const [found] = policies[0]?.variants ?? [];
  const outcome = variants[0]?.outcomes[found?.cells['within-minor'] ?? -1];
  return { basis: found?.basis, ...outcome, asIs: variants[0]?.drivers };
}

test('a promise to keep everything makes every change breaking, and spares every driver', () => {
  expect(judged(policy('all', cell('kabi', 'all')))).toMatchObject({
    symbols: { breaking: 3 },
    drivers: 0,
    asIs: ['gizmo', 'widget'],
  });
});

test('without a promise every change stands, and so do the rebuilds', () => {
  expect(judged(policy('none', cell('nothing')))).toMatchObject({
    symbols: { breaking: 0, 'outside-promise': 3 },
    drivers: 2,
  });
});

test('the policy’s own list decides, for these builds or for others', () => {
  const listed = cell('kabi', 'list');
  expect(judged(policy('own', listed, [listFile('acme-1', ['b'])]))).toMatchObject({
    basis: 'own',
    symbols: { breaking: 1, 'outside-promise': 2 },
    drivers: 1,
  });
  expect(judged(policy('other', listed, [listFile('acme-9', ['c'])]))).toMatchObject({
    basis: 'other',
    symbols: { breaking: 1 },
    drivers: 2,
  });
});

test('what registered drivers import stands in for a list that is not on file', () => {
  expect(judged(policy('p', cell('kabi', 'list')))).toMatchObject({
    basis: 'drivers',
    symbols: { breaking: 2, 'outside-promise': 1 },
    drivers: 0,
  });
});

test('without drivers such a list stays unknown', () => {
  expect(judged(policy('p', cell('kabi', 'list')), [])).toMatchObject({
    basis: 'none',
    symbols: { unknown: 3 },
  });
});
