import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inputFiles, inputKey } from './input-key.ts';
import { temporaryFolder } from '../sources/fixtures.ts';

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

async function keyOf(folder: string, ...rest: readonly string[]): Promise<string> {
  return inputKey(await inputFiles(folder, ['a', 'b.txt']), ...rest);
}

const FILES = { 'a/x.txt': '1', 'a/y/z.txt': '2', 'b.txt': '3' };

test('files are those with the names and below them, without tests and what does not exist', async () => {
  const folder = folderOf({ ...FILES, 'a/x.test.ts': '', 'c.txt': '' });
  const names = (await inputFiles(folder, ['a', 'b.txt', 'nowhere'])).map(({ name }) => name).sort();
  expect(names).toEqual(['a/x.txt', 'a/y/z.txt', 'b.txt']);
});

test('the key is the same in another place', async () => {
  expect(await keyOf(folderOf(FILES))).toBe(await keyOf(folderOf(FILES)));
});

test('the key changes with a byte, a name, and the further text', async () => {
  const key = await keyOf(folderOf(FILES), 'x');
  expect(await keyOf(folderOf({ ...FILES, 'a/x.txt': '0' }), 'x')).not.toBe(key);
  expect(await keyOf(folderOf(FILES), 'y')).not.toBe(key);
  const renamed = folderOf(FILES);
  renameSync(path.join(renamed, 'a/x.txt'), path.join(renamed, 'a/w.txt'));
  expect(await keyOf(renamed, 'x')).not.toBe(key);
});
