import { describe, expect, test } from 'vitest';
import type { LoaderProfile } from '../kernel/loader.ts';
import {
  unknownModule,
  type FileFault,
  type Import,
  type KernelModule,
  type ModuleExport,
  type ModuleObject,
} from '../kernel/module.ts';
import { judgeTogether } from './judge.ts';
import type { KernelBuild, LoadFinding } from './verdict.ts';
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
  noVersion: [],
  refused: [],
  reasons: [],
  unchecked: [],
};

const OBJECT: ModuleObject = {
  faults: [],
  vermagic: `6.1.0-53-amd64 ${FLAGS} `,
  moduleSize: 896,
  signature: 'none',
  btf: 'none',
  exportTables: null,
  isLivepatch: false,
};

/** A file, not a text about one. */
function file(rest: Partial<KernelModule> = {}, object: Partial<ModuleObject> = {}): KernelModule {
  return driver({ ...rest, object: { ...OBJECT, ...object } });
}

/** What is known of Debian's kernels without any package. */
const DEBIAN: LoaderProfile = { settings: {}, missingVersion: 'refused', followsSeries: true };

/** A kernel of which some facts are on file. */
function profiled(loader: Partial<LoaderProfile>, rest: Partial<KernelBuild> = {}): KernelBuild {
  return kernel([exported('a')], { loader: { ...DEBIAN, ...loader }, ...rest });
}

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

  test('that the kernel does not have on file say nothing', () => {
    expect(judge(driver(), kernel([exported('a', { crc: 0 })]))).toEqual({
      ...LOADS,
      verdict: 'unknown',
      notComparable: ['a'],
    });
    const withoutCrc = driver({ imports: [{ symbol: 'a', crc: 0 }] });
    expect(judge(withoutCrc, kernel([exported('a', { crc: 0 })])).verdict).toBe('loads');
  });

  // check_version(): `versions[i].crc == crcval`, whatever the numbers are.
  test.each([0, 2 ** 40 + 1])('that are %s in the module differ from any other', (crc) => {
    const module = driver({ imports: [{ symbol: 'a', crc }] });
    expect(judge(module, kernel([exported('a')]))).toMatchObject({ verdict: 'rebuild', mismatched: ['a'] });
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
    const module = driver({ importNamespaces: ['module:kvm'] });
    expect(judge(module, kernel([exported('a')])).verdict).toBe('unknown');
    expect(judge(module, profiled({})).verdict).toBe('loads');
    expect(judge(module, profiled({}, { release: '6.16.3' })).verdict).toBe('rebuild');
  });

  test('need not be imported where CONFIG_MODULE_ALLOW_MISSING_NAMESPACE_IMPORTS says so', () => {
    const loader = { settings: { MODULE_ALLOW_MISSING_NAMESPACE_IMPORTS: true } };
    expect(judge(driver(), { ...build, loader }).verdict).toBe('loads');
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

  test('of a module with extended versions alone is compared whole', () => {
    const release = '6.14.1';
    const build = (vermagic: string | null) => kernel([exported('a')], { release, vermagic });
    const other = driver({ modversions: 'extended', vermagic: `6.14.1-1-amd64 ${FLAGS}` });
    expect(judge(other, build(`6.14.1-2-amd64 ${FLAGS}`)).verdict).toBe('rebuild');
    expect(judge(other, build(null)).verdict).toBe('unknown');
    expect(judge(other, build(`6.14.1-1-amd64 ${FLAGS}`)).verdict).toBe('loads');
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

  test('with a CRC of 0 are compared like any other: only a table that is missing is let go', () => {
    const withTable = (crcs: boolean) => {
      const exportTables = { crcs, flags: false };
      return { ...base, exports: [{ ...offer, crc: 0 }], object: { ...OBJECT, exportTables } };
    };
    const build = kernel([exported('a')], { loader: { ...DEBIAN, settings: { MODULE_FORCE_LOAD: true } } });
    expect(verdicts([user, withTable(true)], build)[0]).toEqual(['rebuild']);
    expect(verdicts([user, withTable(false)], build)[0]).toEqual(['loads']);
  });

  test('in a circle come to an end', () => {
    const a = driver({ name: 'a', imports: imports('own'), exports: [{ ...offer, symbol: 'back' }] });
    const b = driver({ name: 'b', imports: imports('back'), exports: [offer] });
    expect(verdicts([a, b], kernel([]))).toEqual([['loads'], ['loads']]);
  });

  test('of which one is proprietary: the others lose the GPL-only symbols', () => {
    const build = kernel([exported('a'), exported('g', { type: 'EXPORT_SYMBOL_GPL' })]);
    const both = { ...user, imports: imports('own', 'g') };
    const together = [both, { ...base, license: 'Proprietary' }];
    expect(verdicts(together, build)[0]).toEqual([
      'missing',
      'it uses base, which is proprietary, and GPL-only symbols',
    ]);
    const older = { ...build, release: '5.4.0-26' };
    expect(verdicts(together, older)[0]).toEqual([
      'unknown',
      'it uses base, which is proprietary, and GPL-only symbols: refused since 5.9',
    ]);
    expect(verdicts(together, { ...older, loader: { settings: {}, followsSeries: true } })[0]).toEqual([
      'loads',
    ]);
  });

  test('of which one uses a proprietary one: it counts as proprietary itself (inherit_taint())', () => {
    const build = kernel([exported('a'), exported('g', { type: 'EXPORT_SYMBOL_GPL' })]);
    const lowest = driver({
      name: 'lowest',
      license: 'Proprietary',
      exports: [{ ...offer, symbol: 'low' }],
    });
    const middle = { ...base, imports: imports('low') };
    const top = { ...user, imports: imports('own', 'g') };
    expect(judgeTogether([top, middle, lowest], build)[0]).toMatchObject({
      verdict: 'missing',
      gplOnly: ['g'],
    });
  });

  test('may be known by their exports alone', () => {
    const build = kernel([exported('a')]);
    expect(judgeTogether([user], build, [{ name: null, license: null, exports: [offer] }])).toEqual([LOADS]);
  });
});

describe('an import without a version', () => {
  const module = driver({ imports: [...imports(), { symbol: 'a', crc: null }] });

  test('is let go by the upstream kernel, which warns once (check_version())', () => {
    expect(judge(module, profiled({ missingVersion: 'accepted' })).verdict).toBe('loads');
  });

  test("is refused by Debian's (patch: Disable matching missing version CRC)", () => {
    expect(judge(module, profiled({ missingVersion: 'refused' }))).toMatchObject({
      verdict: 'rebuild',
      noVersion: ['a'],
    });
  });

  test("leaves it open where it is not on file what the vendor's kernels do", () => {
    expect(judge(module, kernel([exported('a')]))).toMatchObject({
      verdict: 'unknown',
      reasons: ["1 import has no version, and whether this vendor's kernels refuse that is not on file: a"],
    });
  });

  test('is refused where it is weak, too, if the kernel exports the symbol', () => {
    const weak = driver({ imports: [...imports(), { symbol: 'a', crc: null, weak: true }] });
    expect(judge(weak, profiled({})).noVersion).toEqual(['a']);
    const absent = driver({ imports: [...imports(), { symbol: 'b', crc: null, weak: true }] });
    expect(judge(absent, profiled({})).verdict).toBe('loads');
  });

  test('may be module_layout, which no module refers to (check_modstruct_version())', () => {
    const without = file({ imports: [{ symbol: 'a', crc: 1 }] });
    expect(judge(without, profiled({}))).toMatchObject({ verdict: 'rebuild', noVersion: ['module_layout'] });
  });

  test('is let go among extended versions, by kernels that know these', () => {
    const extended = driver({
      modversions: 'both',
      imports: [...imports(), { symbol: 'a', crc: null }],
    });
    expect(judge(extended, profiled({}, { release: '7.2.1' })).verdict).toBe('loads');
  });

  test('may come from another module whose records the build did not have', () => {
    const offer: ModuleExport = { symbol: 'own', crc: 1, type: 'EXPORT_SYMBOL', namespace: '' };
    const base = driver({ name: 'base', exports: [offer] });
    const user = driver({ imports: [...imports(), { symbol: 'own', crc: null }] });
    expect(judgeTogether([user, base], profiled({}))[0]).toMatchObject({ noVersion: ['own'] });
  });
});

describe('a module without any versions', () => {
  const module = driver({
    modversions: 'none',
    vermagic: `6.1.0-54-amd64 ${FLAGS}`,
    imports: [{ symbol: 'a', crc: null }],
  });

  test('loads, and taints the kernel, where CONFIG_MODULE_FORCE_LOAD is set (try_to_force_load())', () => {
    expect(judge(module, profiled({ settings: { MODULE_FORCE_LOAD: true } }))).toEqual(LOADS);
  });

  test('has to be rebuilt where it is not', () => {
    expect(judge(module, profiled({ settings: { MODULE_FORCE_LOAD: false } }))).toMatchObject({
      verdict: 'rebuild',
      reasons: ['the module has no symbol versions, which this kernel demands'],
    });
  });

  test('is open where that is not on file, which is named', () => {
    const { verdict, reasons } = judge(module, kernel([exported('a')]));
    expect(verdict).toBe('unknown');
    expect(reasons.join()).toContain('CONFIG_MODULE_FORCE_LOAD');
  });

  test('is compared by its whole vermagic (same_magic())', () => {
    const other = { ...module, vermagic: `6.1.0-53-amd64 ${FLAGS}` };
    expect(judge(other, profiled({ settings: { MODULE_FORCE_LOAD: true } })).verdict).toBe('rebuild');
  });

  test('is one with extended versions to kernels that do not know these', () => {
    const extended = driver({ modversions: 'extended', vermagic: `6.1.0-54-amd64 ${FLAGS}` });
    const symbols = [exported('module_layout'), exported('a', { crc: 2 })];
    const differs = { exports: new Map(symbols.map((each) => [each.symbol, each])) };
    const old = profiled({ settings: { MODULE_FORCE_LOAD: true } }, differs);
    expect(judge(extended, old).verdict).toBe('loads');
    expect(judge(extended, { ...old, release: '7.2.1' }).verdict).toBe('rebuild');
  });
});

describe('a module without a vermagic', () => {
  test.each([
    [true, 'loads'],
    [false, 'rebuild'],
  ] as const)('and CONFIG_MODULE_FORCE_LOAD %s: %s (check_modinfo())', (MODULE_FORCE_LOAD, verdict) => {
    const build = profiled({ settings: { MODULE_FORCE_LOAD } });
    expect(judge(driver({ vermagic: '' }), build).verdict).toBe(verdict);
    expect(judge(file({ vermagic: '' }, { vermagic: null }), build).verdict).toBe(verdict);
  });

  test('is open where that is not on file', () => {
    expect(judge(driver({ vermagic: '' }), kernel([exported('a')])).verdict).toBe('unknown');
  });

  test('is another thing than one with an empty one', () => {
    const build = profiled({ vermagic: `6.1.0-54-amd64 ${FLAGS} `, settings: { MODULE_FORCE_LOAD: true } });
    expect(judge(file({ vermagic: '' }, { vermagic: '' }), build).verdict).toBe('rebuild');
  });
});

describe('the vermagic of a file', () => {
  const build = profiled({ vermagic: `6.1.0-54-amd64 ${FLAGS} ` });

  test.each([
    [`6.1.0-99-amd64 ${FLAGS} `, 'loads'],
    [`6.1.0-54-amd64 ${FLAGS}`, 'rebuild'],
    [`6.1.0-54-amd64 ${FLAGS}  `, 'rebuild'],
    [`6.1.0-54-amd64  ${FLAGS} `, 'rebuild'],
    [`6.1.0-54-amd64 ${FLAGS.toLowerCase()} `, 'rebuild'],
    ['6.1.0-54-amd64 preempt SMP mod_unload modversions ', 'rebuild'],
    ['6.1.0-54-amd64', 'rebuild'],
  ] as const)('"%s" is compared to the last blank: %s', (vermagic, verdict) => {
    expect(judge(file({ vermagic: vermagic.trimEnd() }, { vermagic }), build).verdict).toBe(verdict);
  });

  test('that says it was built without versions is refused whether or not the flags are on file', () => {
    const module = driver({ vermagic: '6.1.0-54-amd64 SMP preempt mod_unload' });
    expect(judge(module, kernel([exported('a')], { vermagic: null })).verdict).toBe('rebuild');
  });
});

describe('the file itself is refused', () => {
  test.each<[FileFault, string]>([
    ['no-symbols', 'it has no symbol table: it was stripped of it'],
    ['no-this-module', 'it has no struct module: it is an object file that was not linked to a module'],
    ['common-symbol', 'it has common symbols: it was not compiled with -fno-common'],
    ['no-plt-sections', 'it lacks the sections .plt and .init.plt, which arm64 demands'],
  ])('by any kernel for %s', (fault, clause) => {
    expect(judge(file({}, { faults: [fault] }), kernel([exported('a')]))).toEqual({
      ...LOADS,
      verdict: 'refused',
      refused: [clause],
      reasons: [],
    });
  });

  test.each<[FileFault, string, string, string]>([
    ['several-symbol-tables', '6.1.0-54', '6.12.9', '6.6.1'],
    ['several-this-modules', '6.1.0-54', '6.12.9', '6.6.1'],
    ['this-module-not-loaded', '6.1.0-54', '6.12.9', '6.6.1'],
    ['several-modinfos', '6.1.0-54', '6.12.9', '6.6.1'],
  ])('for %s by some: not %s, but %s, and of %s it is not known', (fault, without, withRule, between) => {
    const module = file({}, { faults: [fault] });
    const on = (release: string) => judge(module, profiled({}, { release })).verdict;
    expect([on(without), on(withRule), on(between)]).toEqual(['loads', 'refused', 'unknown']);
  });

  test('for code that can be written, with CONFIG_STRICT_MODULE_RWX', () => {
    const module = file({}, { faults: ['writable-code'] });
    const on = (settings: LoaderProfile['settings']) => judge(module, profiled({ settings })).verdict;
    expect(on({ STRICT_MODULE_RWX: true })).toBe('refused');
    expect(on({ STRICT_MODULE_RWX: false })).toBe('loads');
    expect(on({})).toBe('unknown');
  });

  test('for a damaged signature, even where none is demanded (module_sig_check())', () => {
    const module = file({}, { signature: 'damaged' });
    const on = (settings: LoaderProfile['settings']) => judge(module, profiled({ settings })).verdict;
    expect(on({ MODULE_SIG: true, MODULE_SIG_FORCE: false })).toBe('refused');
    expect(on({ MODULE_SIG: false })).toBe('loads');
    expect(on({})).toBe('unknown');
  });

  test('for want of a signature, where one is demanded', () => {
    const on = (signature: ModuleObject['signature']) =>
      judge(file({}, { signature }), profiled({ settings: { MODULE_SIG: true, MODULE_SIG_FORCE: true } }));
    expect(on('none').refused).toEqual(['it has no signature, which this kernel demands']);
    expect(on('appended').refused).toEqual([]);
  });

  test('for an export that the kernel itself has (verify_exported_symbols())', () => {
    const exports: ModuleExport[] = [{ symbol: 'a', crc: 1, type: 'EXPORT_SYMBOL', namespace: '' }];
    expect(judge(file({ exports }), kernel([exported('a')]))).toMatchObject({
      verdict: 'refused',
      refused: ['it exports a, as the kernel itself does'],
    });
  });

  test('for an export of a module that it needs, and so has beside it', () => {
    const exports: ModuleExport[] = [{ symbol: 'b', crc: 1, type: 'EXPORT_SYMBOL', namespace: '' }];
    const build = kernel([
      exported('a', { module: 'net/llc/llc' }),
      exported('b', { module: 'net/llc/llc' }),
    ]);
    expect(judge(file({ exports }), build).refused).toEqual(['it exports b, as llc does, which it needs']);
    expect(judge(file({ exports, imports: imports() }), build)).toMatchObject({
      verdict: 'loads',
      unchecked: ['whether llc is loaded, which exports b, too'],
    });
    expect(judge(file({ name: 'llc', exports, imports: imports() }), build)).toEqual(LOADS);
  });

  test('for an export of another given module', () => {
    const exports: ModuleExport[] = [{ symbol: 'b', crc: 1, type: 'EXPORT_SYMBOL', namespace: '' }];
    const [, second] = judgeTogether(
      [file({ name: 'first', exports }), file({ name: 'second', exports })],
      kernel([exported('a')]),
    );
    expect(second?.refused).toEqual(['it exports b, as first does']);
  });

  test("for the name of the kernel's own parameters (param_sysfs_builtin())", () => {
    expect(judge(file({ name: 'kernel' }), kernel([exported('a')])).verdict).toBe('refused');
  });

  test('for being a live patch on a kernel without them (check_modinfo_livepatch())', () => {
    const module = file({}, { isLivepatch: true });
    expect(judge(module, profiled({ settings: { LIVEPATCH: false } })).verdict).toBe('refused');
    expect(judge(module, profiled({ settings: { LIVEPATCH: true } })).verdict).toBe('loads');
  });

  test('never for a text about a module', () => {
    expect(judge(driver(), profiled({ settings: { MODULE_SIG_FORCE: true } })).verdict).toBe('loads');
  });
});

test('a name that a built-in part may have taken leaves it open (mod_sysfs_init())', () => {
  const build = profiled({ builtin: ['printk'] });
  expect(judge(file({ name: 'printk' }), build)).toMatchObject({
    verdict: 'unknown',
    reasons: ['the kernel has a part printk built in: if that stands below /sys/module, the name is taken'],
  });
  expect(judge(file({ name: 'probe' }), build).verdict).toBe('loads');
});

describe('the size of struct module', () => {
  test('that is another one is refused since it is compared (elf_validity_cache_index_mod())', () => {
    const on = (release: string) => judge(file(), profiled({ moduleSize: 1280 }, { release }));
    expect(on('6.12.9')).toMatchObject({
      verdict: 'rebuild',
      reasons: ['its struct module has 896 bytes, not 1280'],
    });
    // Elsewhere the CRC of module_layout speaks for it.
    expect(on('6.1.0-54').verdict).toBe('loads');
  });
});

describe('exports', () => {
  const tables = (crcs: boolean, flags: boolean) => file({}, { exportTables: { crcs, flags } });

  test('without CRCs are forced like a module without versions (check_export_symbol_versions())', () => {
    const on = (MODULE_FORCE_LOAD: boolean) =>
      judge(tables(false, false), profiled({ settings: { MODULE_FORCE_LOAD } })).verdict;
    expect([on(true), on(false)]).toEqual(['loads', 'rebuild']);
  });

  test('without flags are refused by kernels with one table for all (check_export_symbol_sections())', () => {
    const on = (release: string) => judge(tables(true, false), profiled({}, { release })).verdict;
    expect([on('6.12.9'), on('7.2.1')]).toEqual(['loads', 'rebuild']);
    expect(judge(tables(true, true), profiled({}, { release: '7.2.1' })).verdict).toBe('loads');
  });
});

describe('type information of another kernel', () => {
  const module = file({}, { btf: 'split' });
  const on = (settings: LoaderProfile['settings'], uname = '6.1.0-54-amd64') =>
    judge(module, profiled({ settings, uname }));

  test('does not matter with CONFIG_MODULE_ALLOW_BTF_MISMATCH, or without BTF of modules', () => {
    expect(on({ MODULE_ALLOW_BTF_MISMATCH: true, DEBUG_INFO_BTF_MODULES: true }).verdict).toBe('loads');
    expect(on({ DEBUG_INFO_BTF_MODULES: false }).verdict).toBe('loads');
  });

  test('may be refused otherwise (btf_module_notify())', () => {
    expect(on({ MODULE_ALLOW_BTF_MISMATCH: false, DEBUG_INFO_BTF_MODULES: true })).toMatchObject({
      verdict: 'unknown',
      reasons: ['its BTF was made for another kernel, and this one refuses BTF that does not fit'],
    });
    expect(on({}).reasons.join()).toContain('CONFIG_MODULE_ALLOW_BTF_MISMATCH');
  });

  test('of the very kernel fits', () => {
    expect(on({ MODULE_ALLOW_BTF_MISMATCH: false }, '6.1.0-53-amd64').verdict).toBe('loads');
  });
});
