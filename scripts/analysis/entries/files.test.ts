/** From the snapshots of products to the generated files: what each of them says. */
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseSymvers } from '../../../src/formats/exports/symvers.ts';
import { lineUp } from '../../../src/history/lineage.ts';
import { snapshotName, type SnapshotId } from '../../../src/kernel/snapshot.ts';
import type { CrcGenerator } from '../../../src/kernel/export.ts';
import { compareEntrySchema } from '../../../src/records/entries/comparison.ts';
import { compareRowsSchema } from '../../../src/records/rows/comparison.ts';
import { moduleRowsSchema } from '../../../src/records/rows/modules.ts';
import { productEntrySchema } from '../../../src/records/entries/product.ts';
import { releaseEntrySchema } from '../../../src/records/entries/release.ts';
import { shardsSchema } from '../../../src/records/rows/shards.ts';
import { historyTableSchema } from '../../../src/history/history-table.ts';
import type { Product } from '../../../src/history/product.ts';
import type { ReleaseRecord } from '../../../src/history/release.ts';
import { analyseProduct, joinAnalyses, type AnalysisSource } from '../analyse.ts';
import { GeneratedFiles } from './files.ts';

function product(name: string, follows?: string): Product {
  const texts = { title: name.toUpperCase(), vendor: 'V', summary: `About ${name}.`, about: 'It is *one*.' };
  const rest = { order: 'debian', releases: [], sources: [], dates: [] } satisfies Partial<Product>;
  return { ...texts, ...rest, name, ...(follows === undefined ? {} : { follows }) };
}

function line(symbol: string, crc: number, module = 'vmlinux'): string {
  return `0x${crc.toString(16).padStart(8, '0')}\t${symbol}\t${module}\tEXPORT_SYMBOL\t\n`;
}

/** Module.symvers by snapshot. */
const SNAPSHOTS: Readonly<Record<string, string>> = {
  'old/1.0/amd64': line('kfree', 1) + line('gone', 1),
  'old/1.1/amd64': line('kfree', 1) + line('gone', 1),
  'new/2.0/amd64': line('kfree', 2) + line('fuse_init', 1, 'fs/fuse/fuse'),
  'new/2.0/arm64': line('kfree', 9),
  'new/2.1/amd64': line('kfree', 0) + line('fuse_init', 0, 'fs/fuse/fuse'),
};
const WITHOUT_CRCS = 'new/2.1/amd64';

function releases(): ReleaseRecord[] {
  const names = [...new Set(Object.keys(SNAPSHOTS).map((name) => name.split('/').slice(0, 2).join('/')))];
  return names.map((name) => {
    const [of = '', release = ''] = name.split('/');
    const variants = Object.keys(SNAPSHOTS).filter((each) => each.startsWith(`${name}/`));
    const generator = (each: string): CrcGenerator => (each === WITHOUT_CRCS ? 'none' : 'genksyms');
    return {
      product: of,
      release,
      snapshots: Object.fromEntries(
        variants.map((each, i) => [
          each.split('/')[2] ?? '',
          {
            source: { file: `${release}.deb` },
            package: { name: 'linux', version: `${release}-1` },
            built: `2026-01-0${i + 1}`,
            modversions: each !== WITHOUT_CRCS,
            crc_generator: generator(each),
            exports: SNAPSHOTS[each]?.split('\n').length ?? 0,
            exports_sha256: '0'.repeat(64),
            ingest: 1,
            rebaselined: [],
          },
        ]),
      ),
    };
  });
}

const NO_CACHE: AnalysisSource['cache'] = { load: () => undefined, store: () => undefined };

const NO_POLICIES = { vendors: [], interfaces: [], support: [], measured: [] };
const files = new Map<string, string>();
const reads: string[] = [];

beforeAll(async () => {
  const lines = lineUp([product('new', 'old'), product('old')], releases());
  const read = (id: SnapshotId) => {
    const name = snapshotName(id);
    reads.push(name);
    return Promise.resolve(parseSymvers(SNAPSHOTS[name] ?? '', name).records);
  };
  const source = { readExports: read, snapshotKey: snapshotName, cache: NO_CACHE };
  const analyses = new Map(
    await Promise.all(
      lines.map(async (each) => [each.product.name, await analyseProduct(each, lines, source)] as const),
    ),
  );
  const filed = {
    fixes: new Map<string, never>(),
    drivers: [],
    documents: [],
    policies: NO_POLICIES,
    sourceEnds: [],
  };
  const generated = new GeneratedFiles(joinAnalyses(lines, analyses), filed, '/x/');
  for (const [name, text] of [...generated.rows(), ...generated.entries()]) files.set(name, text);
});

function frontMatter(name: string): unknown {
  return parse(/^---\n(.*?)\n---\n/s.exec(files.get(name) ?? '')?.[1] ?? '');
}

function bodyOf(name: string): string {
  return (files.get(name) ?? '').replace(/^---\n.*?\n---\n/s, '').trim();
}

test('each product, release, update and module has its file, and the rows their own', () => {
  expect([...files.keys()].sort()).toEqual([
    'compares/new/1.1..2.0.md',
    'compares/new/2.0..2.1.md',
    'compares/old/1.0..1.1.md',
    'products/new.md',
    'products/old.md',
    'releases/new/2.0.md',
    'releases/new/2.1.md',
    'releases/old/1.0.md',
    'releases/old/1.1.md',
    'rows/change-places.json',
    'rows/compares/new/1.1..2.0.json',
    'rows/compares/new/2.0..2.1.json',
    'rows/compares/old/1.0..1.1.json',
    'rows/drivers-on-lists.json',
    'rows/ends.ndjson',
    'rows/history.json',
    'rows/import-updates.json',
    'rows/importers.json',
    'rows/in-tree-importers.json',
    'rows/in-tree-names.json',
    'rows/in-tree.ndjson',
    'rows/mentions.json',
    'rows/modules.json',
    'rows/modules/fs/fuse/fuse.json',
    'rows/modules/vmlinux.json',
    'rows/notes/new/2.0.json',
    'rows/notes/new/2.1.json',
    'rows/notes/old/1.0.json',
    'rows/notes/old/1.1.json',
    'rows/protections.json',
    'rows/prototypes.json',
    'rows/reserve.json',
    'rows/shards.json',
    'rows/symbols.ndjson',
    'rows/type-names.json',
    'rows/types.ndjson',
    'rows/why.json',
    'zh/releases/new/2.0.md',
    'zh/releases/new/2.1.md',
    'zh/releases/old/1.0.md',
    'zh/releases/old/1.1.md',
  ]);
});

test('every file keeps the contract with the pages', () => {
  const schemas = [
    ['products/', productEntrySchema],
    ['releases/', releaseEntrySchema],
    ['compares/', compareEntrySchema],
  ] as const;
  for (const [folder, schema] of schemas) {
    const names = [...files.keys()].filter((name) => name.startsWith(folder));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(schema.safeParse(frontMatter(name)).error, name).toBe(undefined);
  }
});

test('a snapshot is read once, and that of the followed product once more', () => {
  expect(reads.toSorted()).toEqual([
    'new/2.0/amd64',
    'new/2.0/arm64',
    'new/2.1/amd64',
    'old/1.0/amd64',
    'old/1.1/amd64',
    'old/1.1/amd64',
  ]);
});

describe('a release', () => {
  test('says what it is compared with, and links what is gone', () => {
    const data = releaseEntrySchema.parse(frontMatter('releases/new/2.0.md'));
    expect(data).toMatchObject({
      ref: { product: 'new', title: 'NEW', release: '2.0' },
      version: '2.0-1',
      built: '2026-01-02',
      finding: '1 CRC changed, 1 added, 1 removed',
      previous: [{ product: 'old', title: 'OLD', release: '1.1' }],
      next: [{ product: 'new', title: 'NEW', release: '2.1' }],
      missing: [],
    });
    expect(
      data.variants.map(({ variant, before, common }) => [variant, before?.release ?? null, common]),
    ).toEqual([
      ['amd64', '1.1', 1],
      ['arm64', null, 0],
    ]);
    expect(bodyOf('releases/new/2.0.md')).toContain('(gone: [`gone`](/x/s/gone/))');
  });

  test('names the variants that are not on file', () => {
    expect(releaseEntrySchema.parse(frontMatter('releases/new/2.1.md')).missing).toEqual(['arm64']);
  });

  test('that is the first on file says so', () => {
    const data = releaseEntrySchema.parse(frontMatter('releases/old/1.0.md'));
    expect(data.finding).toBe('the oldest release of OLD on file');
    expect(data.variants[0]?.summary).toBe(null);
    expect(bodyOf('releases/old/1.0.md')).toContain('so there is nothing to compare it with');
  });
});

test('a product has its releases oldest first, its relatives and its own text', () => {
  const data = productEntrySchema.parse(frontMatter('products/new.md'));
  expect(data.releases.map(({ release }) => release)).toEqual(['2.0', '2.1']);
  expect(data.variants).toEqual(['amd64', 'arm64']);
  expect(data.releases[1]?.variants[1]).toBe(null);
  expect(data.follows).toEqual({ name: 'old', title: 'OLD' });
  expect(productEntrySchema.parse(frontMatter('products/old.md')).followedBy).toEqual([
    { name: 'new', title: 'NEW' },
  ]);
  expect(bodyOf('products/new.md')).toBe('It is *one*.');
});

test('CRCs that cannot be compared are counted, and are no rows', () => {
  const data = compareEntrySchema.parse(frontMatter('compares/new/2.0..2.1.md'));
  expect(data.finding).toBe('every module has to be rebuilt');
  expect(data.variants[0]?.summary['not-comparable']).toBe(2);
  expect(data.variants[0]?.crcGenerators).toEqual(['genksyms', 'none']);
  expect(compareRowsSchema.parse(JSON.parse(files.get('rows/compares/new/2.0..2.1.json') ?? ''))).toEqual({
    variants: ['amd64'],
    modules: [],
  });
});

test('a module counts what it offers today and ever, and lists every release of the products that have it', () => {
  expect(
    moduleRowsSchema.parse(JSON.parse(files.get('rows/modules/vmlinux.json') ?? '')).about,
  ).toMatchObject({ current: 2, ever: 2 });
  const rows = moduleRowsSchema.parse(JSON.parse(files.get('rows/modules/fs/fuse/fuse.json') ?? ''));
  expect(rows.products.map(({ name, releases: each }) => [name, each.map(({ release }) => release)])).toEqual(
    [['new', ['2.1', '2.0']]],
  );
  expect(rows.symbols).toBe('["fuse_init","EXPORT_SYMBOL","",["new"]]\n');
});

test('the A-Z lists tell what a newest release has from what is gone', () => {
  // The newest release of OLD still has it.
  expect(shardsSchema.parse(JSON.parse(files.get('rows/shards.json') ?? ''))).toEqual({
    fu: { current: ['fuse_init'], gone: [] },
    go: { current: ['gone'], gone: [] },
    kf: { current: ['kfree'], gone: [] },
  });
});

test('the history table gives the indices of the rows their meaning', () => {
  const table = historyTableSchema.parse(JSON.parse(files.get('rows/history.json') ?? ''));
  expect(table.products.map(({ name, follows }) => [name, follows])).toEqual([
    ['old', null],
    ['new', 0],
  ]);
  expect(table.variants).toEqual([
    {
      product: 0,
      name: 'amd64',
      releases: [0, 1],
      generators: ['genksyms', 'genksyms'],
      vermagics: [null, null],
    },
    {
      product: 1,
      name: 'amd64',
      releases: [0, 1],
      generators: ['genksyms', 'none'],
      vermagics: [null, null],
    },
    { product: 1, name: 'arm64', releases: [0], generators: ['genksyms'], vermagics: [null] },
  ]);
  const [kfree] = (files.get('rows/symbols.ndjson') ?? '')
    .split('\n')
    .filter((row) => row.includes('"kfree"'));
  expect(JSON.parse(kfree ?? '')).toEqual({
    symbol: 'kfree',
    variants: [
      [0, [[0, 1, 1, 0]]],
      [
        1,
        [
          [0, 0, 2, 0],
          [1, 1, 0, 0],
        ],
      ],
      [2, [[0, 0, 9, 0]]],
    ],
  });
});
