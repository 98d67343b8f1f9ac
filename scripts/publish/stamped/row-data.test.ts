import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../sources/fixtures.ts';
import { RowData, RowFiles } from './row-data.ts';

function rowsFolder(files: Readonly<Record<string, unknown>>): RowFiles {
  const folder = temporaryFolder();
  for (const [name, value] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(value));
  }
  return new RowFiles(folder);
}

test('a module that an earlier build left among the rows has no page', () => {
  const files = rowsFolder({
    'module-names.json': ['vmlinux', 'fs/fuse/fuse'],
    'modules/vmlinux.json': 'the kernel',
    'modules/fs/fuse/fuse.json': 'fuse',
    'modules/fs/gone.json': 'gone',
  });
  expect([...new RowData(files, 0, 1).modules()]).toEqual(['the kernel', 'fuse']);
});

test('parts have all modules, each once', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const files = rowsFolder({
    'module-names.json': names,
    ...Object.fromEntries(names.map((name) => [`modules/${name}.json`, name])),
  });
  const parts = [0, 1].map((part) => [...new RowData(files, part, 2).modules()]);
  expect(parts.map(({ length }) => length)).toEqual([3, 2]);
  expect(parts.flat().sort()).toEqual(names);
});
