import { describe, expect, test } from 'vitest';
import { unknownModule } from '../../kernel/module.ts';
import type { SnapshotId } from '../../kernel/snapshot.ts';
import type { CheckedModule } from '../../load/check/checked-module.ts';
import type { LoadFinding, LoadVerdict } from '../../load/verdict.ts';
import { checkAnswer, generationSentence, planSentences } from './check-sentences.ts';

const id = (release: string, product = 'debian-12'): SnapshotId => ({
  product,
  release,
  arch: 'amd64',
  flavour: 'default',
});

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

function checked(releases: CheckedModule['releases'], vermagic: string | null = null): CheckedModule {
  const imports = [{ symbol: 'module_layout', crc: 0xbce1a965 }];
  return {
    file: 'gizmo.ko',
    module: unknownModule({ name: 'gizmo', vermagic, imports }),
    notes: [],
    releases,
  };
}

const titleOf = (product: string) =>
  ({ 'debian-12': 'Debian 12', 'debian-13': 'Debian 13' })[product] ?? product;

describe('where a module loads', () => {
  test('is told with the kernels of its product, folded where all are alike', () => {
    const releases = [
      { id: id('6.1.0-1'), finding: finding('loads') },
      { id: id('6.1.0-2'), finding: finding('rebuild', { mismatched: ['kfree'] }) },
      { id: id('6.12.1', 'debian-13'), finding: finding('loads') },
      { id: id('6.12.2', 'debian-13'), finding: finding('loads') },
    ];
    expect(checkAnswer(checked(releases), titleOf)).toBe(
      'gizmo loads on 3 of the 4 builds on file: Debian 12 6.1.0-1 (amd64) and all 2 Debian 13 kernels (amd64).',
    );
  });

  test('is told of none with what stands against it', () => {
    const releases = [
      { id: id('6.1.0-1'), finding: finding('rebuild', { mismatched: ['kfree'] }) },
      { id: id('6.1.0-2'), finding: finding('missing', { missing: ['gone'] }) },
      { id: id('6.1.0-3'), finding: finding('missing', { missing: ['gone'] }) },
    ];
    expect(checkAnswer(checked(releases), titleOf)).toBe(
      'gizmo is known to load on none of the 3 builds on file: 1 needs a rebuild and 2 lack symbols that it imports.',
    );
  });
});

describe('the generation of a module', () => {
  test('names the kernels with its module_layout', () => {
    expect(generationSentence(checked([]), [id('6.1.0-1')])).toBe(
      'By its module_layout, 0xbce1a965, it was built for one of debian-12/6.1.0-1/amd64, or for a kernel that is not on file.',
    );
    expect(generationSentence(checked([]), [])).toBe(
      'Its module_layout, 0xbce1a965, is that of no kernel on file: it was built for another.',
    );
  });

  test('is not told of a module that names its kernel', () => {
    expect(generationSentence(checked([], '6.1.0-1-amd64 SMP'), [])).toBeUndefined();
  });
});

test('a plan says how many builds, which serve several, and what no build serves', () => {
  const plan = {
    groups: [
      { builtFor: id('6.1.0-1'), serves: [id('6.1.0-1'), id('6.1.0-2')] },
      { builtFor: id('6.1.0-3'), serves: [id('6.1.0-3')] },
    ],
    isFewest: true,
    impossible: [{ id: id('5.10.0-1', 'debian-11'), symbols: ['_printk'] }],
    unknown: [],
    updates: { all: 2, needed: 1 },
  };
  expect(planSentences({ arch: 'amd64', plan })).toEqual([
    'For amd64, 2 builds serve the 3 kernels on file that export what it imports; no fewer do. Of 2 updates on file, 1 needed a new build.',
    'A build for debian-12/6.1.0-1/amd64 serves 2 kernels: debian-12/6.1.0-1 and debian-12/6.1.0-2.',
    'A build of its own takes debian-12/6.1.0-3.',
    'No build with these imports serves 1 kernel, which lacks _printk: debian-11/5.10.0-1. Built for them, the source may import others.',
  ]);
});
