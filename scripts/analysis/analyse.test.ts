import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { lineUp, type ProductLine } from '../../src/history/lineage.ts';
import { snapshotName } from '../../src/kernel/snapshot.ts';
import type { Export } from '../../src/kernel/export.ts';
import { productSchema } from '../../src/history/product.ts';
import { releaseSchema } from '../../src/history/release.ts';
import { analyseProduct, joinAnalyses } from './analyse.ts';
import { Cache } from '../engine/cache.ts';

let folder: string;
let reads: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kabi-analysis-'));
  const made = folder;
  onTestFinished(() => rmSync(made, { recursive: true }));
});

/** Releases of one product, by name, with the CRC of their one symbol. */
type Releases = Readonly<Record<string, number>>;

function lineOf(releases: Releases): ProductLine[] {
  const product = productSchema.parse({ title: 'P', vendor: 'V', order: 'debian', summary: 'S' });
  const records = Object.keys(releases).map((release) =>
    releaseSchema.parse({
      product: 'p',
      release,
      snapshots: {
        amd64: {
          source: { file: 'f' },
          modversions: true,
          crc_generator: 'genksyms',
          exports: 1,
          exports_sha256: '0'.repeat(64),
          ingest: 1,
        },
      },
    }),
  );
  return lineUp([{ ...product, name: 'p' }], records);
}

async function analyse(releases: Releases, code = 'rules') {
  const lines = lineOf(releases);
  const [line] = lines;
  if (line === undefined) throw new Error('no line');
  reads = [];
  const exportsOf = (release: string): Export[] => {
    const crc = releases[release] ?? 0;
    return [{ symbol: 'a', crc, module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' }];
  };
  const analysis = await analyseProduct(line, lines, {
    readExports: (id) => {
      reads.push(id.release);
      return Promise.resolve(exportsOf(id.release));
    },
    snapshotKey: (id) => `${snapshotName(id)} ${releases[id.release] ?? 0}`,
    cache: new Cache(folder, code),
  });
  const { histories, comparisons } = joinAnalyses(lines, new Map([['p', analysis]]));
  return { rows: [...histories.rows()], attributes: histories.attributes, comparisons };
}

const THREE = { '1': 7, '2': 7, '3': 8 };

test('what was analysed before is not read again', async () => {
  const first = await analyse(THREE);
  expect(reads).toEqual(['1', '2', '3']);
  const second = await analyse(THREE);
  expect(reads).toEqual([]);
  expect(second).toEqual(first);
});

test('of a variant with one more release, that one and the one before it are read', async () => {
  await analyse(THREE);
  const more = await analyse({ ...THREE, '4': 8, '5': 9 });
  expect(reads).toEqual(['4', '3', '5']);
  rmSync(folder, { recursive: true });
  expect(more).toEqual(await analyse({ ...THREE, '4': 8, '5': 9 }));
});

test.each([
  ['a snapshot that was replaced', { '1': 7, '2': 6, '3': 8 }],
  ['a release that was inserted', { '1': 7, '1.5': 5, '2': 7, '3': 8 }],
  ['a release that was taken away', { '1': 7, '3': 8 }],
])('after %s the result is that of a first analysis', async (_, releases) => {
  await analyse(THREE);
  const again = await analyse(releases);
  rmSync(folder, { recursive: true });
  expect(again).toEqual(await analyse(releases));
});

test('with other rules nothing of an earlier analysis counts', async () => {
  await analyse(THREE, 'old rules');
  await analyse(THREE, 'new rules');
  expect(reads).toEqual(['1', '2', '3']);
});

test('a damaged part is computed again', async () => {
  const first = await analyse(THREE);
  for (const file of readdirSync(folder)) writeFileSync(path.join(folder, file), 'garbage');
  expect(await analyse(THREE)).toEqual(first);
  expect(reads).toEqual(['1', '2', '3']);
});
