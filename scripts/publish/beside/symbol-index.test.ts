import { expect, test } from 'vitest';
import type { SymbolRow } from '../../../src/history/runs.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import { createUrls } from '../../../src/addresses/urls.ts';
import { symbolIndexFiles } from './symbol-index.ts';

const TABLE: HistoryTable = {
  products: [{ name: 'p', title: 'P', releases: ['1.0+x'], built: [null], follows: null }],
  variants: [{ product: 0, name: 'amd64', releases: [0], generators: ['genksyms'], vermagics: [null] }],
  attributes: [
    { module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: '' },
    { module: 'fs/fuse/fuse', type: 'EXPORT_SYMBOL', namespace: '' },
    { module: 'vmlinux', type: 'EXPORT_SYMBOL_GPL', namespace: '' },
  ],
};

test('the index has all names, what else a name can mean, and each CRC that a symbol ever had', () => {
  const rows: SymbolRow[] = [
    { symbol: '_printk', variants: [[0, [[0, 0, 0xab000001, 0]]]] },
    { symbol: 'fuse_init', variants: [[0, [[0, 0, 0, 1]]]] },
    {
      symbol: 'kfree',
      variants: [
        [
          0,
          [
            [0, 0, 0xab000001, 2],
            [1, 1, 0x00000002, 2],
          ],
        ],
        [1, [[0, 0, 2, 2]]],
      ],
    },
  ];
  const files = Object.fromEntries(
    symbolIndexFiles(
      rows,
      TABLE,
      { evdi: 'EVDI' },
      ['evdi', 'fuse'],
      ['struct a/b', 'struct page', 'typedef u8'],
      createUrls('/x/'),
    ),
  );
  expect(JSON.parse(files['search/places.json'] ?? '')).toEqual([
    { name: 'P', kind: 'product', url: '/x/r/p/' },
    { name: '1.0+x', kind: 'release', of: 'P', url: '/x/r/p/1.0+x/' },
    { name: 'EVDI', kind: 'driver', url: '/x/d/evdi/' },
    { name: 'fs/fuse/fuse', kind: 'module', url: '/x/m/fs/fuse/fuse/' },
    { name: 'vmlinux', kind: 'module', url: '/x/m/vmlinux/' },
  ]);
  expect({ ...files, 'search/places.json': undefined }).toEqual({
    'search/places.json': undefined,
    'search/in-tree.txt': 'fuse',
    'search/types.txt': 'struct page\ntypedef u8',
    'search/symbols.txt': '_printk\nfuse_init\nkfree',
    'search/crc/ab.txt': '000001 0 2',
    'search/crc/00.txt': '000002 2',
  });
});
