import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileTree, listFiles } from '../engine/file-tree.ts';
import { temporaryFolder } from '../sources/fixtures.ts';
import { formatManifest, MANIFEST, parseManifest } from './manifest.ts';
import { checkSite } from './site-check.ts';
import { formatStamp, isBuiltFrom, STAMP } from './site-folders.ts';

/** A site as a build leaves it: two files written here, one by another process. */
function siteOf(): string {
  const root = path.join(temporaryFolder(), 'site');
  const tree = new FileTree(root, { atomic: false, hashes: true });
  tree.write('index.html', '<h1>Kernels</h1>');
  tree.write('s/kfree/index.html', 'kfree');
  mkdirSync(path.join(root, 'search'));
  writeFileSync(path.join(root, 'search/symbols.txt'), 'kfree');
  tree.adopt([['search/symbols.txt', hash('sha256', 'kfree')]]);
  const manifest = formatManifest(tree.digests);
  tree.write(MANIFEST, manifest);
  tree.write(STAMP, formatStamp('key', manifest));
  return root;
}

const isBuilt = (root: string) => isBuiltFrom(root, 'key', listFiles(root));
const kinds = async (root: string) => (await checkSite(root)).problems.map(({ kind }) => kind);

test('the list is what sha256sum reads, and what is read back', () => {
  const root = siteOf();
  const text = readFileSync(path.join(root, MANIFEST), 'utf8');
  expect(text.split('\n')[0]).toBe(`${hash('sha256', '<h1>Kernels</h1>')}  index.html`);
  expect([...(parseManifest(text) ?? new Map<string, string>()).keys()]).toEqual([
    'index.html',
    's/kfree/index.html',
    'search/symbols.txt',
  ]);
  expect(parseManifest(text.slice(0, -1))).toBeUndefined();
  expect(parseManifest('')).toBeUndefined();
});

test('a site as it was written has no problem, and is known to be built', async () => {
  const root = siteOf();
  expect(await checkSite(root)).toEqual({ files: 3, problems: [] });
  expect(await isBuilt(root)).toBe(true);
  expect(await isBuiltFrom(root, 'other key', listFiles(root))).toBe(false);
});

test('a signature beside the list is the publisher’s', async () => {
  const root = siteOf();
  writeFileSync(path.join(root, `${MANIFEST}.minisig`), 'untrusted comment:');
  expect(await kinds(root)).toEqual([]);
  expect(await isBuilt(root)).toBe(true);
});

describe('a site is not taken for the one that was built', () => {
  test.each<[string, (root: string) => void, string]>([
    ['a file is gone', (root) => rmSync(path.join(root, 's/kfree/index.html')), 'not-published'],
    ['a file was added', (root) => writeFileSync(path.join(root, 'x.html'), ''), 'not-listed'],
    ['the list is gone', (root) => rmSync(path.join(root, MANIFEST)), 'no-manifest'],
    [
      'the list lacks its last line',
      (root) => {
        const text = readFileSync(path.join(root, MANIFEST), 'utf8').split('\n');
        writeFileSync(path.join(root, MANIFEST), `${text.slice(0, -2).join('\n')}\n`);
      },
      'no-manifest',
    ],
    ['its key is gone', (root) => rmSync(path.join(root, STAMP)), 'no-manifest'],
  ])('where %s', async (_, damage, kind) => {
    const root = siteOf();
    damage(root);
    expect(await isBuilt(root)).toBe(false);
    expect(await kinds(root)).toEqual([kind]);
  });
});

test('a file that was changed or cut off is found, bit by bit', async () => {
  const root = siteOf();
  const file = path.join(root, 'index.html');
  const whole = readFileSync(file);
  for (let bit = 0; bit < whole.length * 8; bit += 1) {
    const flipped = Buffer.from(whole);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    writeFileSync(file, flipped);
    expect(await kinds(root)).toEqual(['other-than-published']);
  }
  writeFileSync(file, whole);
  truncateSync(file, 3);
  expect(await kinds(root)).toEqual(['other-than-published']);
});
