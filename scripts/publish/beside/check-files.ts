import type { SymbolRow } from '../../../src/history/runs.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import { BLOCK_FILES, symbolBlocks } from '../../../src/search/symbol-blocks.ts';

/** What /check/ loads, by path below the root of the site. */
export function* checkFiles(
  rows: readonly SymbolRow[],
  table: HistoryTable,
): Generator<readonly [name: string, text: string]> {
  yield [BLOCK_FILES.table, JSON.stringify(table)];
  const byName = Map.groupBy(table.variants.keys(), (index) => table.variants[index]?.name ?? '');
  for (const [variant, indices] of byName) {
    const { directory, blocks } = symbolBlocks(rows, new Set(indices));
    yield [BLOCK_FILES.directory(variant), directory];
    for (const [number, block] of blocks.entries()) yield [BLOCK_FILES.block(variant, String(number)), block];
  }
}
