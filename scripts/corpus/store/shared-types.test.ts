import { readdirSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { SnapshotId } from '../../../src/kernel/snapshot.ts';
import { parseTypeTable } from '../../../src/types/table/text.ts';
import { temporaryFolder, writeContent } from '../../../tests/support/content.ts';
import { readRelease } from '../read.ts';
import { readTypes } from '../read-types.ts';
import { storeTypes } from './store-types.ts';

const EXPORTS = '0x11111111\topen\tvmlinux\tEXPORT_SYMBOL\t\n';
const idOf = (release: string): SnapshotId => ({
  ...{ product: 'acme-1', release, arch: 'amd64', flavour: 'default' },
});

/** About 300 kB: as many structs as make a table worth sharing, of which the first has a member of its own. */
function tableOf(member: string): string {
  const structs = Array.from(
    { length: 4000 },
    (_, i) =>
      `struct dev_${String(i).padStart(4, '0')} { // size 8\n\tint ${i === 0 ? member : 'mtu'}; // 0\n\tint flags_of_it; // 4\n};\n`,
  );
  return `// type-table 1 source=btf pointer=8\n${structs.join('')}extern void open(struct dev_0000 *);\n`;
}

async function stored(...members: readonly string[]): Promise<string> {
  const content = await temporaryFolder();
  const snapshots = members.map((_, i) => [`acme-1/${i + 1}/amd64`, EXPORTS] as const);
  await writeContent(content, Object.fromEntries(snapshots));
  for (const [i, member] of members.entries()) await store(content, String(i + 1), tableOf(member));
  return content;
}

async function store(content: string, release: string, text: string, replace = false) {
  const { records: table } = parseTypeTable(text, 'table');
  const types = { table, from: [{ file: 'linux-image.deb' }] };
  return await storeTypes(content, idOf(release), types, { replace, source: 'linux-image.deb' });
}

async function textOf(content: string, release: string): Promise<string | undefined> {
  const { release: record } = await readRelease(content, 'acme-1', release);
  const { records } = await readTypes(content, idOf(release), 'btf', record?.snapshots['amd64'] ?? {});
  return records.types.get('struct dev_0000')?.[0]?.text.split('\n')[1];
}

const tables = (content: string) => readdirSync(path.join(content, 'type-tables'));
const files = (content: string, release: string) =>
  readdirSync(path.join(content, 'products/acme-1', release, 'amd64')).filter((name) =>
    name.startsWith('types.'),
  );

test('releases whose types are nearly the same share a table, and are read as they were put on file', async () => {
  const content = await stored('first', 'second', 'second');
  expect(tables(content)).toHaveLength(1);
  expect(files(content, '2')).toEqual(['types.btf.diff.zst']);
  expect(await textOf(content, '1')).toBe('\tint first; // 0');
  expect(await textOf(content, '2')).toBe('\tint second; // 0');
  expect(await textOf(content, '3')).toBe('\tint second; // 0');
  expect(await store(content, '2', tableOf('second'))).toEqual({ status: 'unchanged' });
});

test('types that are replaced take nothing from those that share their table', async () => {
  const content = await stored('first', 'second');
  expect(await store(content, '1', tableOf('other'), true)).toMatchObject({ status: 'replaced' });
  expect(await textOf(content, '1')).toBe('\tint other; // 0');
  expect(await textOf(content, '2')).toBe('\tint second; // 0');
});

test('a table that differs in most of its types is shared by itself', async () => {
  const content = await stored('first', 'second');
  await store(content, '2', tableOf('second').replaceAll('flags_of_it', 'flags_of_all'), true);
  expect(tables(content)).toHaveLength(2);
  expect(await textOf(content, '1')).toBe('\tint first; // 0');
});

test('a small table is kept whole beside its snapshot', async () => {
  const content = await temporaryFolder();
  await writeContent(content, { 'acme-1/1/amd64': EXPORTS });
  await store(content, '1', '// type-table 1 source=btf pointer=8\nextern int open(void);\n');
  expect(files(content, '1')).toEqual(['types.btf.txt.zst']);
});

test('a shared table that is gone, or is another one, is a fault with its place, and ingest mends it', async () => {
  const content = await stored('first', 'second');
  const [name = ''] = tables(content);
  const file = path.join(content, 'type-tables', name);
  const good = await readFile(file);
  const damaged = Uint8Array.from(good);
  damaged[good.length >> 1] = (damaged[good.length >> 1] ?? 0) ^ 1;
  // A copy elsewhere, as what was read once is remembered by its place.
  const elsewhere = await temporaryFolder();
  await writeContent(elsewhere, { 'acme-1/1/amd64': EXPORTS });
  await store(elsewhere, '1', tableOf('first'));
  const [other = ''] = tables(elsewhere);
  await writeFile(path.join(elsewhere, 'type-tables', other), damaged);
  await expect(textOf(elsewhere, '1')).rejects.toThrow();
  expect(await store(elsewhere, '1', tableOf('first'))).toMatchObject({ status: 'written' });
  rmSync(path.join(elsewhere, 'type-tables', other));
  await expect(textOf(elsewhere, '1')).rejects.toMatchObject({ problem: { kind: 'unreadable-file' } });
  expect(await store(elsewhere, '1', tableOf('first'))).toMatchObject({ status: 'written' });
  expect(await textOf(elsewhere, '1')).toBe('\tint first; // 0');
});
