import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { siteFiles } from '../../../tests/support/site-files.ts';
import { temporaryFolder } from '../../sources/fixtures.ts';
import type { GeneratedFile } from '../entries/files.ts';
import { GeneratedFolder, isCurrent, type WriteCounts } from './generated-folder.ts';

const FILES: GeneratedFile[] = [
  ['products/p.md', 'p'],
  ['rows/history.json', '{}'],
];

function writeGenerated(folder: string, key: string, files: Iterable<GeneratedFile>): WriteCounts {
  const generated = new GeneratedFolder(folder, key);
  generated.write(files);
  return generated.finish();
}

test('a folder is current for the key that it was written for, as long as it is complete', async () => {
  const folder = temporaryFolder();
  expect(await isCurrent(folder, 'key')).toBe(false);
  expect(writeGenerated(folder, 'key', FILES)).toEqual({ written: 2, removed: 0 });
  expect(await isCurrent(folder, 'key')).toBe(true);
  expect(await isCurrent(folder, 'other')).toBe(false);
  rmSync(path.join(folder, 'products/p.md'));
  expect(await isCurrent(folder, 'key')).toBe(false);
});

test('what a person changed in it is written anew', async () => {
  const folder = temporaryFolder();
  writeGenerated(folder, 'key', FILES);
  writeFileSync(path.join(folder, 'products/p.md'), 'edited');
  expect(await isCurrent(folder, 'key')).toBe(false);
  expect(writeGenerated(folder, 'key', FILES).written).toBe(1);
  expect(readFileSync(path.join(folder, 'products/p.md'), 'utf8')).toBe('p');
});

test('what is not part of the new state goes, what is the same stays untouched', () => {
  const folder = temporaryFolder();
  writeGenerated(folder, 'key', FILES);
  const before = statSync(path.join(folder, 'rows/history.json')).mtimeMs;
  expect(writeGenerated(folder, 'next', [['rows/history.json', '{}']])).toEqual({
    written: 0,
    removed: 1,
  });
  expect(siteFiles(folder)).toEqual(['manifest.json', 'rows/history.json']);
  expect(statSync(path.join(folder, 'rows/history.json')).mtimeMs).toBe(before);
});

test('writing that fails half-way leaves a folder that is not current', async () => {
  const folder = temporaryFolder();
  writeGenerated(folder, 'key', FILES);
  const failing = function* (): Generator<GeneratedFile> {
    yield ['products/p.md', 'new'];
    throw new Error('no more');
  };
  expect(() => writeGenerated(folder, 'key', failing())).toThrow('no more');
  expect(await isCurrent(folder, 'key')).toBe(false);
});
