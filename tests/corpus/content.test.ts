/** The snapshots of Debian's kernels that lie in content/, counted again by other means than the program's own. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readExports, readProducts, readReleases } from '../../scripts/corpus/read.ts';
import { diffExports } from '../../src/history/diff.ts';
import { lineUp, updatesOf, type Update } from '../../src/history/lineage.ts';
import { coverageOf, type ReleaseRecord, type SnapshotRecord } from '../../src/history/release.ts';
import { parseVariantName } from '../../src/kernel/variant.ts';

const CONTENT = path.resolve(import.meta.dirname, '../../content');
const { products } = await readProducts(CONTENT);
const read = await Promise.all(products.map(({ name }) => readReleases(CONTENT, name)));
const releases = read.flatMap((each) => each.releases);
const updates = updatesOf(lineUp(products, releases));

/** The columns of a stored snapshot by symbol, read as anybody would: lines, and tabs in them. */
function columns({ product, release }: Update['before'], variant: string): Map<string, readonly string[]> {
  const file = path.join(CONTENT, 'products', product, release, variant, 'Module.symvers.zst');
  const lines = zstdDecompressSync(readFileSync(file)).toString().split('\n').slice(0, -1);
  return new Map(
    lines.map((line) => {
      const [crc = '', symbol = '', ...rest] = line.split('\t');
      return [symbol, [crc, ...rest]];
    }),
  );
}

function recounted({ before, after, variant }: Update): Readonly<Record<string, number>> {
  const [old, now] = [columns(before, variant), columns(after, variant)];
  const common = [...now.keys()].filter((symbol) => old.has(symbol));
  const differs = (column: number) =>
    common.filter((symbol) => old.get(symbol)?.[column] !== now.get(symbol)?.[column]).length;
  return {
    common: common.length,
    added: now.size - common.length,
    removed: old.size - common.length,
    'module-moved': differs(1),
    'type-changed': differs(2),
    'namespace-changed': differs(3),
  };
}

function recordOf({ product, release }: Update['before'], variant: string): SnapshotRecord {
  const isIt = (each: ReleaseRecord) => each.product === product && each.release === release;
  const record = releases.find(isIt)?.snapshots[variant];
  if (record === undefined) throw new Error(`${product}/${release}/${variant} is not in content/`);
  return record;
}

async function computed({ before, after, variant }: Update) {
  const side = async (of: Update['before']) => {
    const record = recordOf(of, variant);
    const exports = await readExports(CONTENT, { ...of, ...parseVariantName(variant) }, record);
    return { exports, crcGenerator: record.crc_generator, coverage: coverageOf(record) };
  };
  const { summary, common } = diffExports(await side(before), await side(after));
  return { ...summary, common };
}

const nameOf = ({ before, after, variant }: Update) =>
  `${before.product}/${before.release} to ${after.product}/${after.release} on ${variant}`;

test('there are updates to count', () => {
  expect(updates.length).toBeGreaterThan(40);
});

describe('every update counts as its lines do', () => {
  test.each(updates.map((update) => [nameOf(update), update] as const))('%s', async (_, update) => {
    expect(await computed(update)).toMatchObject(recounted(update));
  });
});

/** What `join` and `awk` count in the two files. */
const GOLDEN = [
  [
    'debian-12',
    '6.1.0-53',
    '6.1.0-54',
    'amd64',
    { common: 24_640, added: 24, removed: 3, 'crc-changed': 7529 },
  ],
  [
    'debian-12',
    '6.1.0-53',
    '6.1.0-54',
    'arm64',
    { common: 23_983, added: 28, removed: 2, 'crc-changed': 7448 },
  ],
  [
    'debian-12',
    '6.1.0-54',
    '6.1.0-55',
    'amd64',
    { common: 24_655, added: 28, removed: 9, 'crc-changed': 18_272 },
  ],
  [
    'debian-12',
    '6.1.0-54',
    '6.1.0-55',
    'arm64',
    { common: 24_002, added: 31, removed: 9, 'crc-changed': 17_766 },
  ],
] as const;

test.each(GOLDEN)('%s: %s to %s on %s', async (product, from, to, variant, counts) => {
  const update = { before: { product, release: from }, after: { product, release: to }, variant };
  expect(await computed(update)).toMatchObject(counts);
});
