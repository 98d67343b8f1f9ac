import { itemAt } from '../../../src/base/items.ts';
import type { SymbolRow } from '../../../src/history/runs.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import { blockPath, symbolBlocks, type CheckIndex } from '../../../src/search/symbol-blocks.ts';
import { addressed, sha256OfBytes } from './data-files.ts';
import type { TextFile } from './plain-files.ts';

/** What /check/ loads. @returns the path of the index, which names all other files */
export function* checkFiles(rows: readonly SymbolRow[], table: HistoryTable): Generator<TextFile, string> {
  const tableFile = addressed('check', 'table.json', JSON.stringify(table));
  yield tableFile;
  const variants: Record<string, string> = {};
  const byName = Map.groupBy(table.variants.keys(), (index) => itemAt(table.variants, index).name);
  for (const [variant, indices] of byName) {
    const { directory, blocks } = symbolBlocks(rows, new Set(indices), sha256OfBytes);
    const file = addressed('check', 'blocks.txt', directory);
    yield file;
    variants[variant] = file[0];
    for (const [number, block] of blocks.entries()) yield [blockPath(file[0], number), block];
  }
  const index: CheckIndex = { table: tableFile[0], variants };
  const indexFile = addressed('check', 'index.json', JSON.stringify(index));
  yield indexFile;
  return indexFile[0];
}
