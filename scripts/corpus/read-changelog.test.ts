import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../sources/fixtures.ts';
import { changelogFile } from './layout.ts';
import { readChangelogBetween } from './read-changelog.ts';

function contentOf(...texts: string[]): string {
  const content = temporaryFolder();
  for (const text of texts) {
    const file = changelogFile(content, 'p', text.split(/\s/, 1)[0] ?? '');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, zstdCompressSync(text));
  }
  return content;
}

async function titles(content: string, from: string, to: string) {
  const side = (version: string) => ({ product: 'p', snapshot: { package: { name: 'k', version } } });
  const found = await readChangelogBetween(content, side(from), side(to));
  return found?.flatMap(({ changes }) => changes.map(({ title }) => title));
}

const THREE = ['1-3 after 1-2\nc\n', '1-2 after 1-1\nb\n', '1-1\na\n'];

test('all versions after the older one count, up to the newer one', async () => {
  const content = contentOf(...THREE);
  expect(await titles(content, '1-1', '1-3')).toEqual(['c', 'b']);
  expect(await titles(content, '1-2', '1-3')).toEqual(['c']);
  expect(await titles(content, '1-3', '1-3')).toEqual([]);
});

test('where a version between them is missing, or the older one is not among them, it is unknown', async () => {
  expect(await titles(contentOf(THREE[0] ?? '', THREE[2] ?? ''), '1-1', '1-3')).toBeUndefined();
  expect(await titles(contentOf(...THREE), '0-9', '1-3')).toBeUndefined();
  expect(await titles(contentOf('1-3 after 1-2\nc\n', '1-2 after 1-3\nb\n'), '1-1', '1-3')).toBeUndefined();
});

test('builds without a package, or of two products, have none between them', async () => {
  const content = contentOf(...THREE);
  const side = { product: 'p', snapshot: { package: { name: 'k', version: '1-3' } } };
  expect(await readChangelogBetween(content, { product: 'p', snapshot: {} }, side)).toBeUndefined();
  expect(await readChangelogBetween(content, { ...side, product: 'o' }, side)).toBeUndefined();
});
