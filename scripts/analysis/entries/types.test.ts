import { beforeEach, describe, expect, test } from 'vitest';
import type { VersionChanges } from '../../../src/formats/changelogs/facts.ts';
import type { InTreeModule } from '../../../src/formats/drivers/imports.ts';
import { lineUp } from '../../../src/history/lineage.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import type { CrcGenerator, Export } from '../../../src/kernel/export.ts';
import { registeredDriver } from '../../../src/load/registered-driver.ts';
import { driverSchema } from '../../../src/load/driver-record.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import { productSchema } from '../../../src/history/product.ts';
import { releaseSchema } from '../../../src/history/release.ts';
import { noReasons } from '../../../src/types/diff/cause.ts';
import { parseTypeTable } from '../../../src/types/table/text.ts';
import { analyseTypes, type TypeAnalysis } from '../analyse-types.ts';
import { TypeEntries } from './type-entries.ts';
import { TypeReasons } from './type-reasons.ts';

const RELEASES = ['1.0', '1.1', '1.2'];

const OPS = [
  'struct ops { // size 16',
  '\tvoid (*run)(int); // 0',
  '\tlong unsigned int kabi_reserved1; // 8',
  '};',
];
const DEV = ['struct dev { // size 8', '\tstruct ops *ops; // 0', '};'];
const EXPORTS = [
  'extern int get_dev(struct dev *);',
  'extern void kick(struct dev *, int);',
  'extern void run_ops(struct ops *);',
];
/** In 1.1 `struct dev` grows and `kick` loses a parameter; in 1.2 reserve is used behind the CRCs. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  '1.0': [...DEV, ...OPS, ...EXPORTS],
  '1.1': [
    ...['struct dev { // size 16', '\tstruct ops *ops; // 0', '\tint irq; // 8', '};'],
    ...[...OPS, EXPORTS[0] ?? '', 'extern void kick(struct dev *);', EXPORTS[2] ?? ''],
  ],
  '1.2': [
    ...['struct dev { // size 16', '\tstruct ops *ops; // 0', '\tint irq; // 8', '};'],
    ...['struct ops { // size 16', '\tvoid (*run)(int); // 0', '\tvoid (*stop)(int); // 8', '};'],
    ...[EXPORTS[0] ?? '', 'extern void kick(struct dev *);', EXPORTS[2] ?? ''],
  ],
};
/** `jiffies` has no type on file. */
const CRCS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '1.0': { get_dev: 1, jiffies: 1, kick: 1, run_ops: 1 },
  '1.1': { get_dev: 2, jiffies: 2, kick: 2, run_ops: 1 },
  '1.2': { get_dev: 2, jiffies: 2, kick: 2, run_ops: 1 },
};

const [LINE] = lineUp(
  [{ ...productSchema.parse({ title: 'P', vendor: 'V', order: 'debian', summary: 'S' }), name: 'p' }],
  RELEASES.map((release) =>
    releaseSchema.parse({
      product: 'p',
      release,
      snapshots: {
        amd64: {
          ...{ source: { file: 'f' }, modversions: true, crc_generator: 'genksyms', exports: 4 },
          ...{ exports_sha256: '0'.repeat(64), ingest: 1 },
        },
      },
    }),
  ),
);
const TABLE: HistoryTable = {
  products: [{ name: 'p', title: 'P', releases: RELEASES, built: [null, null, null], follows: null }],
  variants: [
    {
      ...{ product: 0, name: 'amd64', releases: [0, 1, 2] },
      ...{ generators: ['genksyms', 'genksyms', 'genksyms'], vermagics: [null, null, null] },
    },
  ],
  attributes: [{ module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' }],
};
const RECORD = driverSchema.parse({
  ...{ title: 'Gizmo', vendor: 'V', summary: 'S', source: { package: 'g', version: '1' } },
  builds: [
    {
      ...{ module: 'gizmo', product: 'p', release: '1.0', arch: 'amd64', vermagic: '1.0 SMP' },
      ...{ imports: 'gizmo.modversions', license: 'GPL' },
    },
  ],
});
const GIZMO = registeredDriver(
  'gizmo',
  RECORD,
  RECORD.builds.map((build) => [build, { imports: [{ symbol: 'kick', crc: 1 }] }]),
);

function exportsOf({ release }: SnapshotId): Export[] {
  return Object.entries(CRCS[release] ?? {}).map(([symbol, crc]) => ({
    ...{ symbol, crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' },
  }));
}

const MODULES = { 'net/a/a': ['get_dev'], 'net/b/b': ['kick', 'get_dev'], 'net/c/c': ['run_ops'] };

function modulesOf({ release }: SnapshotId): InTreeModule[] {
  if (release !== '1.0') return [];
  return Object.entries(MODULES).map(([path, symbols]) => ({
    ...{ path, name: path.slice(-1), vermagic: `${release} SMP`, license: 'GPL' },
    ...{ importNamespaces: [], modversions: 'basic', depends: [], aliasCount: 0 },
    imports: symbols.map((symbol) => ({ symbol, crc: CRCS[release]?.[symbol] ?? 0 })),
  }));
}

const store = new Map<string, { key: string; value: unknown }>();
let reads: string[] = [];
let stored: string[] = [];

interface World {
  /** What led to a release. */
  readonly changelogs?: Readonly<Record<string, readonly VersionChanges[]>>;
  readonly without?: readonly string[];
  readonly generators?: Readonly<Record<string, CrcGenerator>>;
  readonly tables?: typeof TABLES;
}

async function analyse({
  without = [],
  generators = {},
  tables = TABLES,
  changelogs = {},
}: World = {}): Promise<TypeAnalysis> {
  if (LINE === undefined) throw new Error('no line');
  [reads, stored] = [[], []];
  return await analyseTypes(LINE, [LINE], {
    typeSources: ({ release }) => (without.includes(release) ? [] : ['btf']),
    readTypes: (id, source) => {
      reads.push(`${source} ${id.release}`);
      const text = `// type-table 1 source=btf pointer=8\n${(tables[id.release] ?? []).join('\n')}\n`;
      const { records, problems } = parseTypeTable(text, 'types.txt');
      expect(problems).toEqual([]);
      return Promise.resolve(records);
    },
    readExports: (id) => Promise.resolve(exportsOf(id)),
    readModules: (id) => Promise.resolve(modulesOf(id)),
    compilerOf: () => undefined,
    changelogBetween: (_, { release }) => Promise.resolve(changelogs[release]),
    generatorOf: ({ release }) => generators[release] ?? 'genksyms',
    key: (id) => `${snapshotName(id)} ${(tables[id.release] ?? []).join('\n')}`,
    cache: {
      load: (name, key) => (store.get(name)?.key === key ? store.get(name)?.value : undefined),
      store: (name, key, value) => {
        stored.push(name);
        store.set(name, { key, value: structuredClone(value) });
      },
    },
  });
}

let analysis: TypeAnalysis;
let entries: TypeEntries;
beforeEach(async () => {
  store.clear();
  analysis = await analyse();
  entries = new TypeEntries(analysis, [], TABLE);
});

const PAIR = { before: { product: 'p', release: '1.0' }, after: { product: 'p', release: '1.1' } };

describe('what is read', () => {
  test('is each table once, though two pairs and the history want it', async () => {
    store.clear();
    await analyse();
    expect(reads).toEqual(['btf 1.0', 'btf 1.1', 'btf 1.2']);
  });

  test('is nothing that an earlier analysis knew', async () => {
    const again = await analyse();
    expect(reads).toEqual([]);
    expect(stored).toEqual([]);
    expect(again).toEqual(analysis);
  });

  test('is what concerns the one release that is another than before', async () => {
    await analyse({ tables: { ...TABLES, '1.2': TABLES['1.1'] ?? [] } });
    expect(stored).toEqual(['causes p/1.1..p/1.2 amd64', 'types p amd64']);
  });
});

describe('two neighbours are compared', () => {
  test('and causes have the changes that made them, where the changelog between is on file', async () => {
    const change = { title: 'kick() takes less', upstream: '1.1', cves: [], references: [] };
    const log = [{ version: '1.1-1', day: null, after: '1.0-1', changes: [change] }];
    const { updates } = await analyse({ changelogs: { '1.1': log } });
    expect(updates[0]?.causes.map(({ name, origins }) => [name, origins?.map(({ title }) => title)])).toEqual(
      [
        ['dev', []],
        ['kick', ['kick() takes less']],
      ],
    );
    expect(updates[1]?.causes.every(({ origins }) => origins === undefined)).toBe(true);
  });

  test('where both have types of one source and CRCs of one generator', async () => {
    store.clear();
    expect((await analyse({ without: ['1.1'] })).updates).toEqual([]);
    store.clear();
    const { updates, variants } = await analyse({ generators: { '1.0': 'gendwarfksyms' } });
    expect(updates.map(({ after }) => after.release)).toEqual(['1.2']);
    expect(variants[0]?.releases).toEqual([0, 1, 2]);
  });

  test('and causes have their reach in exports, modules of the older kernel and drivers', () => {
    const [amd64] = new TypeEntries(analysis, [GIZMO], TABLE).causes(PAIR);
    expect(amd64).toMatchObject({ variant: 'amd64', source: 'btf', exact: false, explained: 2, hidden: [] });
    expect(amd64?.causes).toMatchObject([
      {
        ...{ kind: 'struct', name: 'dev', class: 'layout-changed', symbols: 2, nearest: 1 },
        ...{ modules: 2, drivers: ['gizmo'] },
      },
      {
        ...{ kind: 'function', name: 'kick', class: 'prototype-changed', symbols: 1, nearest: 1 },
        ...{ modules: 1, drivers: ['gizmo'] },
      },
    ]);
    expect(amd64?.unexplained).toEqual([{ symbol: 'jiffies', reason: 'no-type-information' }]);
  });

  test('and what changed back while no CRC did is no cause, but hidden', async () => {
    store.clear();
    const changed = { ...TABLES, '1.2': TABLES['1.0'] ?? [] };
    const update = { before: PAIR.after, after: { product: 'p', release: '1.2' } };
    const [amd64] = new TypeEntries(await analyse({ tables: changed }), [GIZMO], TABLE).causes(update);
    expect(amd64?.causes).toEqual([]);
    expect(amd64?.hidden).toMatchObject([{ kind: 'struct', name: 'dev', isCompatible: false }]);
  });

  test('and what changed behind the CRCs is told, with whether it only used reserve', () => {
    const update = { before: PAIR.after, after: { product: 'p', release: '1.2' } };
    expect(entries.causes(update)[0]?.hidden).toMatchObject([
      {
        ...{ kind: 'struct', name: 'ops', class: 'layout-kept', isCompatible: true },
        symbols: ['get_dev', 'kick', 'run_ops'],
      },
    ]);
  });
});

test('a pair is summed up in numbers, with the cause of the largest reach in words', () => {
  expect(entries.summaries(PAIR)).toEqual([
    {
      ...{ variant: 'amd64', source: 'btf', exact: false, explained: 2, hidden: 0 },
      causes: {
        ...{ 'layout-changed': 1, 'prototype-changed': 1, 'layout-kept': 0 },
        ...{ 'became-visible': 0, 'layout-unknown': 0 },
      },
      unexplained: { ...noReasons(), 'no-type-information': 1, 'no-difference-found': 0 },
      nearest: 'struct dev',
      first: 'struct dev: grew from 8 to 16 bytes; irq (offset 8) added',
    },
  ]);
  const unknown = { before: PAIR.before, after: { product: 'p', release: '1.2' } };
  expect(entries.summaries(unknown)).toEqual([]);
});

test('each symbol has the way to its nearest cause, by release', () => {
  expect(entries.why()).toEqual({
    updates: [
      { product: 'p', release: '1.1' },
      { product: 'p', release: '1.2' },
    ],
    symbols: { get_dev: [[0, ['struct dev']]], kick: [[0, []]] },
  });
});

describe('the row of a type', () => {
  test('has its definitions once each, by release, and who names it in the newest one', () => {
    const [dev] = entries.types();
    expect(dev).toMatchObject({
      name: 'struct dev',
      texts: [
        'struct dev { // size 8\n\tstruct ops *ops; // 0\n};\n',
        'struct dev { // size 16\n\tstruct ops *ops; // 0\n\tint irq; // 8\n};\n',
      ],
      variants: [
        {
          variant: 0,
          releases: [0, 1, 2],
          runs: [
            [0, 0, 0],
            [1, 2, 1],
          ],
        },
      ],
      usedBy: { types: [], exports: ['get_dev', 'kick'] },
      changes: [
        {
          ...{ product: 'p', before: '1.0', after: '1.1', variants: ['amd64'], class: 'layout-changed' },
          ...{
            detail: 'grew from 8 to 16 bytes; irq (offset 8) added',
            hidden: false,
            symbols: 2,
            modules: 2,
          },
        },
      ],
    });
  });

  test('has its reserve, and what was done behind the CRCs', () => {
    const ops = entries.types().find(({ name }) => name === 'struct ops');
    expect(ops).toMatchObject({
      usedBy: { types: ['struct dev'], exports: ['run_ops'] },
      reserve: { left: [], used: [] },
      changes: [{ after: '1.2', hidden: true, symbols: 3, modules: null }],
    });
  });

  test('stands in the ledger of reserve from the release in which it first had some', () => {
    const last = { from: '1.2', to: '1.2', left: [], bytesLeft: 0, used: [] };
    const first = { from: '1.0', to: '1.1', left: ['kabi_reserved1'], bytesLeft: 8, used: [] };
    expect(entries.reserve()).toEqual([
      {
        ...{ product: 'p', title: 'P', variant: 'amd64', releases: RELEASES },
        types: [{ name: 'struct ops', runs: [last, first] }],
      },
    ]);
  });

  test('that came back as it was has a run more, and no further definition', async () => {
    store.clear();
    const tables = { ...TABLES, '1.2': TABLES['1.0'] ?? [] };
    const [dev] = new TypeEntries(await analyse({ tables }), [], TABLE).types();
    expect(dev?.texts).toHaveLength(2);
    expect(dev?.variants[0]?.runs).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [2, 2, 0],
    ]);
  });
});

describe('the reasons behind a verdict', () => {
  const id = { product: 'p', release: '1.0', arch: 'amd64', flavour: 'default' };

  test('are the nearest causes of the symbols, counted, the commonest first', () => {
    const reasons = new TypeReasons(analysis.updates);
    expect(reasons.behind(id, '1.1', ['get_dev', 'jiffies', 'kick'])).toEqual([
      ['struct dev', 1],
      ['', 1],
    ]);
    expect(reasons.behind(id, '1.1', ['jiffies'])).toEqual([]);
  });

  test('are not known of a release that is not the next one, nor of another variant', () => {
    const reasons = new TypeReasons(analysis.updates);
    expect(reasons.behind(id, '1.2', ['get_dev'])).toEqual([]);
    expect(reasons.behind({ ...id, arch: 'arm64' }, '1.1', ['get_dev'])).toEqual([]);
  });

  test('include what changed on the way while no CRC did, if the imports reach it', () => {
    const reasons = new TypeReasons(analysis.updates);
    expect(reasons.hiddenBetween(id, RELEASES, ['run_ops'])).toEqual(['struct ops']);
    expect(reasons.hiddenBetween(id, ['1.0', '1.1'], ['run_ops'])).toEqual([]);
    expect(reasons.hiddenBetween(id, RELEASES, ['jiffies'])).toEqual([]);
  });

  test('name the modules of the older kernel that are concerned', async () => {
    store.clear();
    const runOps = 'extern void run_ops(struct ops *);';
    const changed = OPS.map((line) => line.replace('run', 'start'));
    const tables = { ...TABLES, '1.0': [...OPS, runOps], '1.1': [...changed, runOps] };
    const reasons = new TypeReasons((await analyse({ tables })).updates);
    expect(reasons.hiddenModules(id, '1.1')).toEqual([['struct ops', 1]]);
    expect(reasons.hiddenFrom(id, '1.1', 'c')).toEqual(['struct ops']);
    expect(reasons.hiddenFrom(id, '1.1', 'a')).toEqual([]);
  });
});
