import { expect, test } from 'vitest';
import { createUrls } from '../../addresses/urls.ts';
import { inTreeTable } from './in-tree-table.ts';

test('a module has one row with its verdict on each architecture, and some of the symbols', () => {
  const table = inTreeTable(
    [
      {
        ...{ variant: 'amd64', before: '1.0' },
        modules: [{ name: 'fuse', path: 'fs/fuse/fuse', verdict: 'missing', symbols: 'a b c d e' }],
      },
      {
        ...{ variant: 'arm64', before: '1.0' },
        modules: [
          { name: 'fuse', path: 'fs/fuse/fuse', verdict: 'rebuild', symbols: 'a' },
          { name: 'ext4', path: 'fs/ext4/ext4', verdict: 'unknown', symbols: '' },
        ],
      },
    ],
    createUrls('/'),
  );
  const rows = [...table.text.matchAll(/<tr id="(.*?)">(.*?)<\/tr>/gs)].map(([, id, cells]) => [
    id,
    cells
      ?.replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ]);
  expect(rows).toEqual([
    ['fuse', 'fuse missing 5 rebuild 1 a , b , c and 2 more'],
    ['ext4', 'ext4 unknown'],
  ]);
  expect(table.text).toContain('<a href="/d/fuse/">');
});
