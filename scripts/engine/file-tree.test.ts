import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FileTree } from './file-tree.ts';
import { temporaryFolder } from '../sources/fixtures.ts';

const LONG_AGO = new Date(0);

/** A tree that already holds `same` and `other`, written long ago. */
function existing(): string {
  const root = temporaryFolder();
  mkdirSync(path.join(root, 'a'));
  for (const name of ['a/same', 'a/other', 'stale']) {
    writeFileSync(path.join(root, name), 'text');
    utimesSync(path.join(root, name), LONG_AGO, LONG_AGO);
  }
  return root;
}

test.each([true, false])('only what differs is written, what is left over goes (atomic: %s)', (atomic) => {
  const root = existing();
  const tree = new FileTree(root, { atomic });
  tree.write('a/same', 'text');
  tree.write('a/other', Buffer.from('new'));
  tree.write('b/new', 'new');
  expect(tree.removeStale()).toBe(1);
  expect(tree.counts).toEqual({ files: 3, written: 2 });
  expect(statSync(path.join(root, 'a/same')).mtimeMs).toBe(0);
  expect(readFileSync(path.join(root, 'a/other'), 'utf8')).toBe('new');
  expect(readFileSync(path.join(root, 'b/new'), 'utf8')).toBe('new');
  expect(existsSync(path.join(root, 'stale'))).toBe(false);
  expect(readdirSync(path.join(root, 'a')).sort()).toEqual(['other', 'same']);
});

test('a folder is copied as far as it is wanted', () => {
  const root = temporaryFolder();
  const tree = new FileTree(path.join(root, 'new'), { atomic: false });
  tree.copy(existing(), (name) => name !== 'stale');
  expect(readdirSync(path.join(root, 'new'), { recursive: true, encoding: 'utf8' }).sort()).toEqual([
    'a',
    'a/other',
    'a/same',
  ]);
});

test.each(['../outside', 'a/../../outside', '/outside'])(
  'nothing is written outside the tree: %s',
  (name) => {
    const root = path.join(temporaryFolder(), 'tree');
    const tree = new FileTree(root, { atomic: true });
    expect(() => tree.write(name, 'text')).toThrow('outside');
    expect(existsSync(path.join(root, '../outside'))).toBe(false);
  },
);
