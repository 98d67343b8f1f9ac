import { describe, expect, test } from 'vitest';
import { unknownModule, type Import, type KernelModule, type ModuleExport } from '../kernel/module.ts';
import { judgeTogether, type KernelBuild, type LoadFinding } from './verdict.ts';
import type { Export } from '../kernel/export.ts';

const FLAGS = 'SMP preempt mod_unload modversions';

function exported(symbol: string, rest: Partial<Export> = {}): Export {
  return { symbol, crc: 1, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '', ...rest };
}

function kernel(exports: readonly Export[], rest: Partial<KernelBuild> = {}): KernelBuild {
  return {
    release: '6.1.0-54',
    arch: 'amd64',
    flavour: 'default',
    modversions: true,
    vermagic: `6.1.0-54-amd64 ${FLAGS}`,
    exports: new Map([exported('module_layout'), ...exports].map((each) => [each.symbol, each])),
    ...rest,
  };
}

function imports(...symbols: readonly string[]): Import[] {
  return ['module_layout', ...symbols].map((symbol) => ({ symbol, crc: 1 }));
}

function driver(rest: Partial<KernelModule> = {}): KernelModule {
  return {
    name: 'probe',
    arch: 'x86_64',
    vermagic: `6.1.0-53-amd64 ${FLAGS}`,
    license: 'GPL',
    importNamespaces: [],
    modversions: 'basic',
    imports: imports('a'),
    exports: [],
    ...rest,
  };
}

function judge(module: KernelModule, build: KernelBuild): LoadFinding {
  const [finding] = judgeTogether([module], build);
  expect.assert(finding !== undefined);
  return finding;
}

const LOADS: LoadFinding = {
  verdict: 'loads',
  mismatched: [],
  missing: [],
  gplOnly: [],
  notImported: [],
  notComparable: [],
  reasons: [],
  unchecked: [],
};

describe('CRCs', () => {
  test('that are all the same: it loads', () => {
    expect(judge(driver(), kernel([exported('a')]))).toEqual(LOADS);
  });

  test('of which one differs: it has to be rebuilt', () => {
    expect(judge(driver(), kernel([exported('a', { crc: 2 })]))).toEqual({
      ...LOADS,
      verdict: 'rebuild',
      mismatched: ['a'],
    });
  });

  test('of module_layout count like any other', () => {
    const build = kernel([exported('a'), exported('module_layout', { crc: 2 })]);
    expect(judge(driver(), build)).toMatchObject({ verdict: 'rebuild', mismatched: ['module_layout'] });
  });

  test('that are 0 on one side say nothing', () => {
    expect(judge(driver(), kernel([exported('a', { crc: 0 })]))).toEqual({
      ...LOADS,
      verdict: 'unknown',
      notComparable: ['a'],
    });
    const withoutCrc = driver({ imports: [{ symbol: 'a', crc: 0 }] });
    expect(judge(withoutCrc, kernel([exported('a')])).verdict).toBe('unknown');
    expect(judge(withoutCrc, kernel([exported('a', { crc: 0 })])).verdict).toBe('loads');
  });

  test('that the module lacks for single symbols are let go by the kernel', () => {
    expect(judge(driver({ imports: [{ symbol: 'a', crc: null }] }), kernel([exported('a')])).verdict).toBe(
      'loads',
    );
  });

  test('that the module lacks altogether: it has to be rebuilt', () => {
    const module = driver({ modversions: 'none', imports: [{ symbol: 'a', crc: null }] });
    expect(judge(module, kernel([exported('a')]))).toMatchObject({
      verdict: 'rebuild',
      reasons: ['the module has no symbol versions, which this kernel demands'],
    });
  });

  test('that the input does not tell: unknown', () => {
    const module = unknownModule({ imports: [{ symbol: 'a', crc: null }] });
    expect(judge(module, kernel([exported('a')]))).toEqual({
      ...LOADS,
      verdict: 'unknown',
      reasons: ['the input has no CRCs'],
      unchecked: ['vermagic'],
    });
    expect(judge(module, kernel([]))).toMatchObject({ verdict: 'missing', missing: ['a'] });
  });

  test('that a log does not tell: unknown at best', () => {
    const module = unknownModule({ imports: imports('a'), modversions: 'basic', isPartial: true });
    expect(judge(module, kernel([exported('a')]))).toMatchObject({
      verdict: 'unknown',
      reasons: ['the input names only some of the imports'],
    });
  });
});

describe('a symbol', () => {
  test('that is gone is missing, whatever else differs', () => {
    const module = driver({ imports: imports('gone', 'a') });
    expect(judge(module, kernel([exported('a', { crc: 2 })]))).toEqual({
      ...LOADS,
      verdict: 'missing',
      missing: ['gone'],
      mismatched: ['a'],
    });
  });

  test('that is weak may be gone', () => {
    const module = driver({ imports: [{ symbol: 'gone', crc: 1, weak: true }] });
    expect(judge(module, kernel([])).verdict).toBe('loads');
  });

  test('that is not among a part of the exports may be there all the same', () => {
    const list = { coverage: 'part', exports: new Map([['a', exported('a')]]) } as const;
    expect(judge(driver({ imports: imports('a', 'b') }), kernel([], list))).toEqual({
      ...LOADS,
      verdict: 'unknown',
      reasons: [
        '2 imports are not among the exports on file, which are a part of what this kernel exports: module_layout, b',
      ],
    });
    const other = driver({ imports: [{ symbol: 'a', crc: 2 }, ...imports('b', 'c', 'd')] });
    expect(judge(other, kernel([], list))).toMatchObject({
      verdict: 'rebuild',
      mismatched: ['a'],
      reasons: ['4 imports are not among the exports on file, which are a part of what this kernel exports'],
    });
  });

  test('module_layout that is not on file leaves it open: every kernel with CRCs exports it', () => {
    const build = { ...kernel([]), exports: new Map([['a', exported('a')]]) };
    expect(judge(driver(), build)).toMatchObject({ verdict: 'unknown', notComparable: ['module_layout'] });
  });
});

describe('GPL-only symbols', () => {
  const build = kernel([exported('a', { type: 'EXPORT_SYMBOL_GPL' })]);

  test.each(['GPL', 'GPL v2', 'GPL and additional rights', 'Dual BSD/GPL', 'Dual MIT/GPL', 'Dual MPL/GPL'])(
    'are there for the licence %s',
    (license) => {
      expect(judge(driver({ license }), build).verdict).toBe('loads');
    },
  );

  test.each(['Proprietary', 'GPL v3', 'gpl', 'GPLv2', 'MIT', 'unspecified', ''])(
    'do not exist for the licence "%s"',
    (license) => {
      expect(judge(driver({ license }), build)).toEqual({ ...LOADS, verdict: 'missing', gplOnly: ['a'] });
    },
  );

  test('do not exist for modules that the kernel knows to lie', () => {
    expect(judge(driver({ name: 'driverloader' }), build).verdict).toBe('missing');
  });

  test('may be there where the licence is not known, which is said', () => {
    expect(judge(driver({ license: null }), build)).toEqual({ ...LOADS, unchecked: ['licence'] });
  });

  test('were announced by EXPORT_SYMBOL_GPL_FUTURE, and not yet enforced', () => {
    const future = kernel([exported('a', { type: 'EXPORT_SYMBOL_GPL_FUTURE' })]);
    expect(judge(driver({ license: 'Proprietary' }), future).verdict).toBe('loads');
  });
});

describe('namespaces', () => {
  const build = kernel([exported('a', { namespace: 'DMA_BUF' })]);

  test('have to be imported', () => {
    expect(judge(driver({ importNamespaces: ['DMA_BUF'] }), build).verdict).toBe('loads');
    expect(judge(driver({ importNamespaces: ['CXL'] }), build)).toEqual({
      ...LOADS,
      verdict: 'rebuild',
      notImported: ['a'],
    });
  });

  test('that the input does not tell may be imported, which is said', () => {
    expect(judge(driver({ importNamespaces: null }), build)).toEqual({ ...LOADS, unchecked: ['namespaces'] });
  });

  test.each([
    ['module:probe', 'loads'],
    ['module:kvm,probe', 'loads'],
    ['module:kvm,pro*', 'loads'],
    ['module:kvm*', 'rebuild'],
    ['module:probe_more', 'rebuild'],
    ['module:prob', 'rebuild'],
  ] as const)('%s admits by name: %s', (namespace, verdict) => {
    const build = kernel([exported('a', { namespace })]);
    expect(judge(driver(), build).verdict).toBe(verdict);
    expect(judge(driver({ name: null }), build)).toMatchObject({
      verdict: 'loads',
      unchecked: ['namespaces'],
    });
  });

  test('of modules cannot be imported, which only kernels since 6.16 check', () => {
    expect(judge(driver({ importNamespaces: ['module:kvm'] }), kernel([exported('a')])).verdict).toBe(
      'unknown',
    );
  });
});

describe('vermagic', () => {
  test('of another release does not matter where there are CRCs, other flags do', () => {
    const rt = driver({ vermagic: '6.1.0-54-rt-amd64 SMP preempt_rt mod_unload modversions' });
    expect(judge(rt, kernel([exported('a')]))).toMatchObject({
      verdict: 'rebuild',
      reasons: [
        'its vermagic is "6.1.0-54-rt-amd64 SMP preempt_rt mod_unload modversions", not "6.1.0-54-amd64 SMP preempt mod_unload modversions"',
      ],
    });
  });

  test('that is not on file is not checked, which is said', () => {
    expect(judge(driver(), kernel([exported('a')], { vermagic: null }))).toEqual({
      ...LOADS,
      unchecked: ['vermagic flags'],
    });
  });

  test('that the module does not have is refused', () => {
    expect(judge(driver({ vermagic: '' }), kernel([exported('a')])).verdict).toBe('rebuild');
  });

  test('of a module with extended versions alone is compared whole', () => {
    const other = driver({ modversions: 'extended' });
    expect(judge(other, kernel([exported('a')])).verdict).toBe('rebuild');
    expect(judge(other, kernel([exported('a')], { vermagic: null })).verdict).toBe('unknown');
    const same = driver({ modversions: 'extended', vermagic: `6.1.0-54-amd64 ${FLAGS}` });
    expect(judge(same, kernel([exported('a')])).verdict).toBe('loads');
    expect(judge(driver({ modversions: 'both' }), kernel([exported('a')])).verdict).toBe('loads');
  });
});

describe('a kernel without CRCs', () => {
  const sid = { release: '7.2.13+deb14', modversions: false } as const;
  const build = (vermagic: string | null) => kernel([exported('a', { crc: 0 })], { ...sid, vermagic });
  const plain = (vermagic: string) =>
    driver({ modversions: 'none', vermagic, imports: [{ symbol: 'a', crc: null }] });

  test('takes modules of exactly its vermagic', () => {
    const own = '7.2.13+deb14-amd64 SMP preempt mod_unload';
    expect(judge(plain(own), build(own)).verdict).toBe('loads');
    expect(judge(plain('7.2.12+deb14-amd64 SMP preempt mod_unload'), build(own)).verdict).toBe('rebuild');
  });

  test('whose vermagic is not on file: a module of another upstream version is for another kernel', () => {
    expect(judge(plain('7.2.12+deb14-amd64 SMP preempt mod_unload'), build(null))).toMatchObject({
      verdict: 'rebuild',
      reasons: [
        'this kernel has no CRCs, and takes only modules built for exactly it: this one was built for 7.2.12+deb14-amd64',
      ],
    });
    expect(judge(plain('7.2.13+deb14-amd64 SMP preempt mod_unload'), build(null)).verdict).toBe('unknown');
  });

  test('never takes a module with CRCs, as its vermagic says so', () => {
    expect(judge(driver({ vermagic: `7.2.13+deb14-amd64 ${FLAGS}` }), build(null)).verdict).toBe('rebuild');
  });

  test('has no module_layout, and nobody misses it', () => {
    const module = driver({ vermagic: null, imports: imports('a', 'gone') });
    const { exports } = kernel([exported('a', { crc: 0 })]);
    const without = new Map([...exports].filter(([symbol]) => symbol !== 'module_layout'));
    expect(judge(module, { ...build(null), exports: without })).toMatchObject({
      verdict: 'missing',
      missing: ['gone'],
    });
  });
});

test('a module of another architecture is refused before anything is compared', () => {
  expect(judge(driver({ arch: 'aarch64', imports: imports('gone') }), kernel([]))).toEqual({
    ...LOADS,
    verdict: 'rebuild',
    reasons: ['the module is for aarch64'],
  });
});

describe('modules given together', () => {
  const offer: ModuleExport = { symbol: 'own', crc: 1, type: 'EXPORT_SYMBOL', namespace: '' };
  const base = driver({ name: 'base', exports: [offer] });
  const user = driver({ name: 'user', imports: imports('own') });
  const verdicts = (modules: readonly KernelModule[], build: KernelBuild) =>
    judgeTogether(modules, build).map(({ verdict, reasons }) => [verdict, ...reasons]);

  test('provide for each other, in any order', () => {
    const build = kernel([exported('a')]);
    expect(verdicts([user], build)).toEqual([['missing']]);
    expect(verdicts([user, base], build)).toEqual([['loads'], ['loads']]);
    expect(verdicts([base, { ...user, imports: [{ symbol: 'own', crc: 2 }] }], build)).toEqual([
      ['loads'],
      ['rebuild'],
    ]);
  });

  test('share the fate of what they need', () => {
    expect(verdicts([user, base], kernel([exported('a', { crc: 2 })]))).toEqual([
      ['rebuild', 'it needs base, which does not load'],
      ['rebuild'],
    ]);
    expect(verdicts([user, base], kernel([exported('a', { crc: 0 })]))).toEqual([
      ['unknown', 'it needs base, of which it is unknown'],
      ['unknown'],
    ]);
  });

  test('take the place of those in the tree that have their name, and of no others', () => {
    const inTree = (module: string) => kernel([exported('a'), exported('own', { crc: 2, module })]);
    expect(verdicts([user, base], inTree('drivers/base'))[0]).toEqual(['loads']);
    expect(verdicts([user, base], inTree('drivers/other'))[0]).toEqual(['rebuild']);
  });

  test('without CRCs for their exports are let go, as the kernel is tainted by then', () => {
    const bare = { ...base, exports: [{ ...offer, crc: 0 }] };
    expect(verdicts([user, bare], kernel([exported('a')]))[0]).toEqual(['loads']);
  });

  test('in a circle come to an end', () => {
    const a = driver({ name: 'a', imports: imports('own'), exports: [{ ...offer, symbol: 'back' }] });
    const b = driver({ name: 'b', imports: imports('back'), exports: [offer] });
    expect(verdicts([a, b], kernel([]))).toEqual([['loads'], ['loads']]);
  });

  test('of which one is proprietary: the others lose the GPL-only symbols', () => {
    const build = kernel([exported('a'), exported('g', { type: 'EXPORT_SYMBOL_GPL' })]);
    const both = { ...user, imports: imports('own', 'g') };
    expect(verdicts([both, { ...base, license: 'Proprietary' }], build)[0]).toEqual([
      'unknown',
      'it uses base, which is proprietary, and GPL-only symbols: refused since 5.9',
    ]);
  });

  test('may be known by their exports alone', () => {
    const build = kernel([exported('a')]);
    expect(judgeTogether([user], build, [{ name: null, license: null, exports: [offer] }])).toEqual([LOADS]);
  });
});
