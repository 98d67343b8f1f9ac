import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InTreeModule } from '../formats/drivers/imports.ts';
import { inTreeSentence } from '../lang/en/in-tree-sentences.ts';
import { InTreeModules } from './in-tree.ts';
import { unknownModule } from '../kernel/module.ts';
import { judgeTogether } from './judge.ts';
import type { KernelBuild } from './verdict.ts';
import type { Export } from '../kernel/export.ts';

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
    const [finding] = new InTreeModules([FUSE], 'amd64').judgeOn(kernelOf({ iget_locked: 1, kfree: 2 }));
    expect(finding).toMatchObject({ verdict: 'loads', reasons: [] });
  });

  test('is told by the symbols that changed, and by those that are gone', () => {
    const [finding] = new InTreeModules([FUSE], 'amd64').judgeOn(kernelOf({ iget_locked: 9 }));
    expect(finding).toMatchObject({ verdict: 'missing', mismatched: ['iget_locked'], missing: ['kfree'] });
  });
});

/** Few names and values, so that much agrees and everything that can differ does. */
const SYMBOLS = ['a', 'b', 'c', 'module_layout'] as const;
const crc = fc.constantFrom(0, 1, 2);
const anyModule = fc.record<InTreeModule>({
  ...{ path: fc.constant('m'), name: fc.constantFrom('m', 'lve'), depends: fc.constant([]) },
  vermagic: fc.constantFrom('1.0 SMP modversions', '1.0 SMP', '2.0 SMP modversions'),
  license: fc.constantFrom('GPL', 'Proprietary'),
  importNamespaces: fc.constantFrom([], ['NS']),
  modversions: fc.constantFrom('basic', 'extended', 'none'),
  aliasCount: fc.constant(0),
  imports: fc.uniqueArray(
    fc.oneof(
      fc.record({ symbol: fc.constantFrom(...SYMBOLS), crc: fc.option(crc) }),
      fc.record({ symbol: fc.constantFrom(...SYMBOLS), crc, weak: fc.constant(true as const) }),
    ),
    { selector: ({ symbol }) => symbol },
  ),
});
const anyKernel = fc.record<KernelBuild>({
  ...{
    release: fc.constant('1.1'),
    arch: fc.constantFrom('amd64', 'arm64'),
    flavour: fc.constant('default'),
  },
  modversions: fc.boolean(),
  vermagic: fc.constantFrom(null, '1.1 SMP modversions'),
  exports: fc
    .uniqueArray(
      fc.record<Export>({
        ...{ symbol: fc.constantFrom(...SYMBOLS), crc, module: fc.constant('vmlinux') },
        type: fc.constantFrom('EXPORT_SYMBOL', 'EXPORT_SYMBOL_GPL'),
        namespace: fc.constantFrom('', 'NS', 'module:m'),
      }),
      { selector: ({ symbol }) => symbol },
    )
    .map((all) => new Map(all.map((each) => [each.symbol, each]))),
});

test('modules of a kernel are found what each of them is found with all its imports', () => {
  fc.assert(
    fc.property(fc.array(anyModule), anyKernel, (modules, kernel) => {
      const facts = { arch: 'x86_64', exports: [] };
      const one = modules.flatMap((each) => judgeTogether([unknownModule({ ...each, ...facts })], kernel));
      expect(new InTreeModules(modules, 'amd64').judgeOn(kernel)).toEqual(one);
    }),
  );
});

describe('what became of the modules of a release', () => {
  const finding = { variant: 'amd64', before: '1.0' };

  test('is counted by verdict', () => {
    const counts = { loads: 972, rebuild: 3049, missing: 2, unknown: 0, refused: 0 };
    expect(inTreeSentence({ ...finding, counts }, '1.1')).toBe(
      'On amd64, of the 4,023 modules that 1.0 brings along, 3,049 would have to be rebuilt for 1.1 and ' +
        '2 would miss symbols; 972 would load as they are.',
    );
  });

  test('is said plainly where nothing changed for them', () => {
    const counts = { loads: 4023, rebuild: 0, missing: 0, unknown: 0, refused: 0 };
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
