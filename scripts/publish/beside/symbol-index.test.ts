import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SymbolRow } from '../../../src/history/runs.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import { hashInPath } from '../../../src/addresses/data-files.ts';
import { createUrls } from '../../../src/addresses/urls.ts';
import { symbolIndexFiles } from './symbol-index.ts';

const TABLE: HistoryTable = {
  products: [
    { name: 'p', title: 'P', releases: ['1.0+x'], built: [null], versions: ['1.0-X1'], follows: null },
  ],
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
  const written = [
    ...symbolIndexFiles(
      rows,
      TABLE,
      { evdi: 'EVDI' },
      ['evdi', 'fuse'],
      ['struct a/b', 'struct page', 'typedef u8'],
      createUrls('/x/'),
    ),
  ];
  // Each lies in a folder named by the hash of what it holds.
  for (const [name, text] of written) {
    expect(hashInPath(name)).toBe(createHash('sha256').update(text).digest('hex').slice(0, 16));
  }
  const files = Object.fromEntries(
    written.map(([name, text]) => [name.replace(/^search\/[0-9a-f]{16}\//, ''), text]),
  );
  const path = (file: string) => written.map(([name]) => name).find((name) => name.endsWith(file));
  expect(JSON.parse(files['places.json'] ?? '')).toEqual([
    { name: 'P', kind: 'product', url: '/x/r/p/' },
    { name: '1.0+x', kind: 'release', of: 'P', also: ['1.0-x1'], url: '/x/r/p/1.0+x/' },
    { name: 'EVDI', kind: 'driver', url: '/x/d/evdi/' },
    { name: 'fs/fuse/fuse', kind: 'module', url: '/x/m/fs/fuse/fuse/' },
    { name: 'vmlinux', kind: 'module', url: '/x/m/vmlinux/' },
  ]);
  expect({ ...files, 'places.json': undefined, 'crcs.json': undefined }).toEqual({
    'places.json': undefined,
    'crcs.json': undefined,
    'in-tree.txt': 'fuse',
    'types.txt': 'struct page\ntypedef u8',
    'symbols.txt': '_printk\nfuse_init\nkfree',
    'crc-ab.txt': '000001 0 2',
    'crc-00.txt': '000002 2',
  });
  expect(JSON.parse(files['crcs.json'] ?? '')).toEqual({ '00': path('crc-00.txt'), ab: path('crc-ab.txt') });
});
