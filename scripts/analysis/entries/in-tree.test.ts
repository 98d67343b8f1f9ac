import { beforeEach, describe, expect, test } from 'vitest';
import type { InTreeModule } from '../../../src/formats/drivers/imports.ts';
import { SymbolHistories } from '../../../src/history/runs.ts';
import { lineUp } from '../../../src/history/lineage.ts';
import type { KernelBuild } from '../../../src/load/verdict.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import type { Export } from '../../../src/kernel/export.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import { productSchema } from '../../../src/history/product.ts';
import { releaseSchema } from '../../../src/history/release.ts';
import { analyseInTree, type InTreeBuild } from '../analyse-in-tree.ts';
import { InTreeEntries } from './in-tree-entries.ts';
import { TypeReasons } from './type-reasons.ts';

const RELEASES = ['1.0', '1.1', '1.2'];
/** CRCs by release; 1.2 does not export iget_locked. */
const CRCS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '1.0': { iget_locked: 1, kfree: 2 },
  '1.1': { iget_locked: 9, kfree: 2 },
  '1.2': { kfree: 2 },
};
const MODULES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '1.0': { 'fs/fuse/fuse': ['iget_locked', 'kfree'], 'net/llc/llc': ['kfree'] },
  '1.1': { 'fs/fuse/fuse': ['iget_locked', 'kfree'], 'net/llc/llc': ['kfree'] },
};

const [LINE] = lineUp(
  [{ ...productSchema.parse({ title: 'P', vendor: 'V', order: 'debian', summary: 'S' }), name: 'p' }],
  RELEASES.map((release) =>
    releaseSchema.parse({
      product: 'p',
      release,
      snapshots: {
        amd64: {
          ...{ source: { file: 'f' }, modversions: true, crc_generator: 'genksyms', exports: 2 },
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

function modulesOf({ release }: SnapshotId): InTreeModule[] {
  return Object.entries(MODULES[release] ?? {}).map(([path, symbols]) => ({
    ...{ path, name: path.split('/').at(-1) ?? '', vermagic: `${release} SMP modversions`, license: 'GPL' },
    ...{ importNamespaces: [], modversions: 'basic', depends: [], aliasCount: 0 },
    imports: symbols.map((symbol) => ({ symbol, crc: CRCS[release]?.[symbol] ?? 0 })),
  }));
}

function kernelOf(id: SnapshotId): KernelBuild {
  const exports = Object.entries(CRCS[id.release] ?? {}).map(([symbol, crc]): [string, Export] => [
    symbol,
    { symbol, crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' },
  ]);
  return { ...id, modversions: true, vermagic: null, exports: new Map(exports) };
}

const store = new Map<string, { key: string; value: unknown }>();
let reads: string[] = [];

async function analyse(): Promise<InTreeBuild[]> {
  if (LINE === undefined) throw new Error('no line');
  reads = [];
  return await analyseInTree(LINE, {
    readModules: (id) => {
      reads.push(`modules ${id.release}`);
      return Promise.resolve(modulesOf(id));
    },
    readKernel: (id) => {
      reads.push(`kernel ${id.release}`);
      return Promise.resolve(kernelOf(id));
    },
    modulesKey: (id) => (id.release in MODULES ? snapshotName(id) : ''),
    kernelKey: snapshotName,
    cache: {
      load: (name, key) => (store.get(name)?.key === key ? store.get(name)?.value : undefined),
      store: (name, key, value) => void store.set(name, { key, value }),
    },
  });
}

const NO_REASONS = new TypeReasons([]);
let entries: InTreeEntries;
beforeEach(async () => {
  store.clear();
  entries = new InTreeEntries(await analyse(), TABLE, NO_REASONS);
});

test('each kernel and each package is read once, and nothing that an earlier analysis knew', async () => {
  expect(reads.sort()).toEqual(['kernel 1.0', 'kernel 1.1', 'kernel 1.2', 'modules 1.0', 'modules 1.1']);
  const first = await analyse();
  expect(reads).toEqual([]);
  expect(new InTreeEntries(first, TABLE, NO_REASONS).drivers()).toEqual(entries.drivers());
});

describe('what became of the modules of the release before', () => {
  test('is counted, and those that do not load are named with the symbols behind it', () => {
    const { findings, rows } = entries.affected('p', '1.1');
    expect(findings).toEqual([
      {
        ...{
          variant: 'amd64',
          before: '1.0',
          counts: { loads: 1, rebuild: 1, missing: 0, unknown: 0, refused: 0 },
        },
        first: [{ name: 'fuse', verdict: 'rebuild', symbols: 1 }],
      },
    ]);
    expect(rows).toEqual([
      {
        ...{ variant: 'amd64', before: '1.0' },
        modules: [{ name: 'fuse', path: 'fs/fuse/fuse', verdict: 'rebuild', symbols: 'iget_locked' }],
      },
    ]);
  });

  test('is missing where a symbol is gone', () => {
    expect(entries.affected('p', '1.2').findings[0]?.counts).toMatchObject({ missing: 1, loads: 1 });
  });

  test('is not said of the oldest release, nor of a product without modules on file', () => {
    expect(entries.affected('p', '1.0').findings).toEqual([]);
    expect(entries.affected('q', '1.1').findings).toEqual([]);
  });
});

test('a driver has the verdicts of each of its builds on each release', () => {
  expect(entries.drivers()[0]).toEqual({
    name: 'fuse',
    variants: [
      {
        ...{ variant: 0, path: 'fs/fuse/fuse', symbols: 'iget_locked kfree' },
        builds: [
          {
            release: 0,
            imports: 2,
            cells: [
              [0, 0],
              [1, 1],
              [2, 1],
            ],
            behind: 'iget_locked',
          },
          {
            release: 1,
            imports: 2,
            cells: [
              [1, 1],
              [0, 0],
              [2, 1],
            ],
            behind: 'iget_locked',
          },
        ],
      },
    ],
  });
});

test('importers are those of the newest release with modules on file', () => {
  expect(entries.importers()).toEqual({
    kernels: [{ product: 'p', title: 'P', release: '1.1' }],
    modules: ['fuse', 'llc'],
    symbols: { iget_locked: ['0'], kfree: ['0 1'] },
  });
});

test('updates are counted of symbols that a module imports', () => {
  const attributes = [{ module: 'vmlinux', type: 'EXPORT_SYMBOL' as const, namespace: '' }];
  const histories = new SymbolHistories([
    {
      symbols: ['iget_locked', 'nobody'],
      runs: Uint32Array.from([2, 0, 0, 1, 0, 1, 1, 9, 0, 1, 0, 2, 1, 0]),
      attributes,
    },
  ]);
  expect(entries.updates(histories)).toEqual({ variants: ['amd64'], symbols: { iget_locked: [[1, 1]] } });
});
