import { describe, expect, test } from 'vitest';
import type { InTreeModule } from './formats/imports.ts';
import { inTreeSentence, judgeInTree } from './in-tree.ts';
import type { KernelBuild } from './load-verdict.ts';
import type { Export } from './model.ts';

function kernelOf(crcs: Readonly<Record<string, number>>): KernelBuild {
  const exports = Object.entries(crcs).map(([symbol, crc]): [string, Export] => [
    symbol,
    { symbol, crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' },
  ]);
  return {
    ...{ release: '1.1', arch: 'amd64', flavour: 'default', modversions: true, vermagic: null },
    exports: new Map(exports),
  };
}

const FUSE: InTreeModule = {
  ...{ path: 'fs/fuse/fuse', name: 'fuse', vermagic: '1.0 SMP modversions', license: 'GPL' },
  ...{ importNamespaces: [], modversions: 'basic', depends: [], aliasCount: 0 },
  imports: [
    { symbol: 'iget_locked', crc: 1 },
    { symbol: 'kfree', crc: 2 },
  ],
};

describe('a module of one kernel on another', () => {
  test('loads where every CRC is the same', () => {
    const [finding] = judgeInTree([FUSE], 'amd64', kernelOf({ iget_locked: 1, kfree: 2 }));
    expect(finding).toMatchObject({ verdict: 'loads', reasons: [] });
  });

  test('is told by the symbols that changed, and by those that are gone', () => {
    const [finding] = judgeInTree([FUSE], 'amd64', kernelOf({ iget_locked: 9 }));
    expect(finding).toMatchObject({ verdict: 'missing', mismatched: ['iget_locked'], missing: ['kfree'] });
  });
});

describe('what became of the modules of a release', () => {
  const finding = { lane: 'amd64', before: '1.0' };

  test('is counted by verdict', () => {
    const counts = { loads: 972, rebuild: 3049, missing: 2, unknown: 0 };
    expect(inTreeSentence({ ...finding, counts }, '1.1')).toBe(
      'On amd64, of the 4,023 modules that 1.0 brings along, 3,049 would have to be rebuilt for 1.1 and ' +
        '2 would miss symbols; 972 would load as they are.',
    );
  });

  test('is said plainly where nothing changed for them', () => {
    const counts = { loads: 4023, rebuild: 0, missing: 0, unknown: 0 };
    expect(inTreeSentence({ ...finding, counts }, '1.1')).toBe(
      'On amd64, 1.1 would load every one of the 4,023 modules that 1.0 brings along.',
    );
  });

  test('is unknown where they are not on file', () => {
    expect(inTreeSentence({ ...finding, counts: null }, '1.1')).toBe(
      'On amd64, what the modules of 1.0 import is not on file: which of them would load on 1.1 is unknown.',
    );
  });
});
