import { itemAt } from '../../../src/base/items.ts';
import type { SymbolRow } from '../../../src/history/runs.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import type { SymbolEnd } from '../../../src/history/ends/symbol-end.ts';
import {
  blockPath,
  endBlocks,
  symbolBlocks,
  type CheckIndex,
  type SymbolBlocks,
} from '../../../src/search/symbol-blocks.ts';
import { addressed, sha256OfBytes } from './data-files.ts';
import type { TextFile } from './plain-files.ts';

/** What /check/ loads. @returns the path of the index, which names all other files */
export function* checkFiles(
  rows: readonly SymbolRow[],
  table: HistoryTable,
  ends: readonly SymbolEnd[],
): Generator<TextFile, string> {
  const tableFile = addressed('check', 'table.json', JSON.stringify(table));
  yield tableFile;
  const variants: Record<string, string> = {};
  const byName = Map.groupBy(table.variants.keys(), (index) => itemAt(table.variants, index).name);
  for (const [variant, indices] of byName) {
    variants[variant] = yield* blockFiles('blocks.txt', symbolBlocks(rows, new Set(indices), sha256OfBytes));
  }
  const endsPath = yield* blockFiles('ends.txt', endBlocks(ends, sha256OfBytes));
  const index: CheckIndex = { table: tableFile[0], variants, ends: endsPath };
  const indexFile = addressed('check', 'index.json', JSON.stringify(index));
  yield indexFile;
  return indexFile[0];
}

function* blockFiles(name: string, { directory, blocks }: SymbolBlocks): Generator<TextFile, string> {
  const file = addressed('check', name, directory);
  yield file;
  for (const [number, block] of blocks.entries()) yield [blockPath(file[0], number), block];
  return file[0];
}
