import { formatSymbolRows, type SymbolRow } from '../../history/runs.ts';
import type { SymbolEnd } from '../../history/ends/symbol-end.ts';
import { linesFile, type LinesFile } from './row-file.ts';

/** The history of a symbol over all variants on file, sorted by symbol. */
export const SYMBOLS: LinesFile<SymbolRow> = {
  ...linesFile<SymbolRow>('symbols.ndjson', ({ symbol }) => symbol),
  write: formatSymbolRows,
};

/** rows/ends.ndjson: what became of each symbol that is gone somewhere, sorted by symbol. */
export const ENDS = linesFile<SymbolEnd>('ends.ndjson', ({ symbol }) => symbol);

export function endsBySymbol(ends: readonly SymbolEnd[]): ReadonlyMap<string, SymbolEnd> {
  return new Map(ends.map((end) => [end.symbol, end]));
}
