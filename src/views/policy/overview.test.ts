import { expect, test } from 'vitest';
import { policyOverview } from './overview.ts';
import { vendorEntrySchema, type VendorEntry } from '../../records/entries/vendor.ts';

const source = { title: 'Doc', url: 'https://example.org/', read: '2026-11-20' };

function policy(
  id: string,
  keeps: 'kabi' | 'nothing',
  effective: object,
  measurements: readonly object[] = [],
) {
  const cell = (kept: string) => ({
    ...{ keeps: kept, protects: kept === 'kabi' ? 'list' : 'none', rebuild: 'unknown' },
    ...{ text: { en: 'T' }, source: 'doc' },
  });
  return {
    ...{ vendor: 'acme', id, title: { en: id }, status: 'adopted', summary: { en: 'S' } },
    ...{ covers: [{ line: id }], products: [], listed: 0, ruled: 0, requiredBy: [] },
    effective: { source: 'doc', ...effective },
    promise: {
      'within-minor': cell(keeps),
      'between-minors': cell('nothing'),
      'between-majors': cell('nothing'),
      'across-rebuilds': cell('unknown'),
    },
    decides: { waiver: 'unknown', text: { en: 'T' }, source: 'doc' },
    measurements,
    sources: { doc: source },
  };
}

const measured = (crcChanged: number) => ({
  ...{ transition: 'within-minor', from: 'a', to: 'b', arch: 'x86_64', listed: [9, 9], source: 'doc' },
  ...{ added: 0, removed: 0, crcChanged },
});

function vendor(...policies: readonly object[]): VendorEntry {
  return vendorEntrySchema.parse({
    ...{ name: 'acme', title: { en: 'Acme' }, summary: { en: 'S' }, policies, practice: [] },
  });
}

function rowsOf(...policies: readonly object[]) {
  return policyOverview([vendor(...policies)]).map((row) => ({
    policies: row.policies.map(({ id }) => id),
    record: Object.fromEntries(row.record),
  }));
}

test('policies of a vendor that promise the same share a row, and their record', () => {
  const rows = rowsOf(
    policy('one', 'kabi', {}, [measured(0), measured(3)]),
    policy('two', 'nothing', {}, [measured(3)]),
    policy('three', 'kabi', {}, [measured(0)]),
  );
  expect(rows).toEqual([
    { policies: ['one', 'three'], record: { kept: 2, broken: 1 } },
    { policies: ['two'], record: { permitted: 1 } },
  ]);
});

test('what no longer holds, and what was only proposed, is left out', () => {
  const past = policy('past', 'kabi', { until: '2025-09' });
  const option = { ...policy('option', 'kabi', {}), status: 'proposed' };
  expect(rowsOf(past, option)).toEqual([]);
});
