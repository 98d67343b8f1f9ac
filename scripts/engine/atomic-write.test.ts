import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../sources/fixtures.ts';
import { writeTogether } from './atomic-write.ts';

let folder = '';
beforeEach(() => {
  folder = path.join(temporaryFolder(), 'release');
});

const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const FIRST = [
  { name: 'amd64/exports', data: 'old exports' },
  { name: 'release.yaml', data: 'old facts' },
];

describe('files written together', () => {
  test('are all there, and nothing else is', async () => {
    await writeTogether(folder, FIRST);
    expect(read('amd64/exports')).toBe('old exports');
    expect(read('release.yaml')).toBe('old facts');
    expect(readdirSync(folder).sort()).toEqual(['amd64', 'release.yaml']);
    expect(readdirSync(path.join(folder, 'amd64'))).toEqual(['exports']);
  });

  test('leave their neighbours alone', async () => {
    mkdirSync(path.join(folder, 'amd64'), { recursive: true });
    writeFileSync(path.join(folder, 'amd64/symtypes'), 'mine');
    await writeTogether(folder, FIRST);
    expect(read('amd64/symtypes')).toBe('mine');
  });

  test('are as they were if the last one cannot be put in place', async () => {
    await writeTogether(folder, FIRST);
    const work = writeTogether(folder, [
      { name: 'amd64/exports', data: 'new exports' },
      { name: 'arm64/exports', data: 'new exports' },
      // A file in the way of a folder, as another fault of the file system would be.
      { name: 'release.yaml/facts', data: 'new facts' },
    ]);
    await expect(work).rejects.toThrow('ENOTDIR');
    expect(read('amd64/exports')).toBe('old exports');
    expect(readdirSync(folder).sort()).toEqual(['amd64', 'release.yaml']);
  });

  test('leave no folder behind that was not there', async () => {
    await expect(writeTogether(folder, [{ name: 'a/b/c', data: 'x' }])).rejects.toThrow('ENOENT');
    expect(existsSync(folder)).toBe(false);
  });

  test.skipIf(process.getuid?.() === 0)('fail cleanly in a folder that may not be written', async () => {
    await writeTogether(folder, FIRST);
    chmodSync(folder, 0o555);
    await expect(writeTogether(folder, [{ name: 'release.yaml', data: 'new' }])).rejects.toThrow('EACCES');
    chmodSync(folder, 0o755);
    expect(read('release.yaml')).toBe('old facts');
  });

  test('clear away what a killed run left, but not what another one is writing', async () => {
    mkdirSync(path.join(folder, '.old.tmp'), { recursive: true });
    mkdirSync(path.join(folder, '.young.tmp'));
    writeFileSync(path.join(folder, '.old.tmp/0'), 'half');
    utimesSync(path.join(folder, '.old.tmp'), 1, 1);
    await writeTogether(folder, FIRST);
    expect(readdirSync(folder).sort()).toEqual(['.young.tmp', 'amd64', 'release.yaml']);
  });
});
