import { expect, test } from 'vitest';
import { unknownModule } from '../../kernel/module.ts';
import type { LoadFinding, LoadVerdict } from '../verdict.ts';
import type { CheckedModule } from './checked-module.ts';
import { outcomesOf } from './outcomes.ts';

function finding(verdict: LoadVerdict, lists: Partial<LoadFinding> = {}): LoadFinding {
  const none = {
    mismatched: [],
    missing: [],
    gplOnly: [],
    notImported: [],
    notComparable: [],
    noVersion: [],
  };
  return { verdict, ...none, refused: [], reasons: [], unchecked: [], ...lists };
}

function told(rows: readonly (readonly [string, string, LoadFinding])[], vermagic: string | null): string[] {
  const checked: CheckedModule = {
    file: 'x',
    module: unknownModule({ name: 'x', vermagic, imports: [{ symbol: 'kfree', crc: 1 }] }),
    notes: [],
    releases: rows.map(([product, release, each]) => ({
      id: { product, release, arch: 'amd64', flavour: 'default' },
      finding: each,
    })),
  };
  return outcomesOf(checked).map(({ product, ids, finding: of, isAll, isOwn }) =>
    [
      product,
      ids.map(({ release }) => release).join('+'),
      of.verdict,
      isAll ? 'all' : '',
      isOwn ? 'own' : '',
    ].join(' '),
  );
}

const gone = finding('missing', { missing: ['kfree'] });
const rows = [
  ['debian-13', '6.12.2', finding('missing', { missing: ['kfree'], mismatched: ['a'] })],
  ['debian-13', '6.12.1', gone],
  ['debian-12', '6.1.0-3', finding('rebuild', { mismatched: ['kfree'] })],
  ['debian-12', '6.1.0-2', finding('loads')],
  ['debian-12', '6.1.0-1', finding('rebuild', { mismatched: ['kfree'] })],
] as const;

test('kernels of equal outcome are one, and symbols that are gone count before CRCs', () => {
  expect(told(rows, null)).toEqual([
    'debian-13 6.12.2+6.12.1 missing all ',
    'debian-12 6.1.0-3+6.1.0-1 rebuild  ',
    'debian-12 6.1.0-2 loads  ',
  ]);
});

test('the kernel that a module was built for comes first, then those of its product', () => {
  expect(told(rows, '6.1.0-2-amd64 SMP preempt mod_unload modversions')).toEqual([
    'debian-12 6.1.0-2 loads  own',
    'debian-12 6.1.0-3+6.1.0-1 rebuild  ',
    'debian-13 6.12.2+6.12.1 missing all ',
  ]);
});
