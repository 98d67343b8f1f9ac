import { formatSymbolRows, type SymbolRow } from '../../history/runs.ts';
import { linesFile, type LinesFile } from './row-file.ts';

/** The history of a symbol over all variants on file, sorted by symbol. */
export const SYMBOLS: LinesFile<SymbolRow> = {
  ...linesFile<SymbolRow>('symbols.ndjson', ({ symbol }) => symbol),
  write: formatSymbolRows,
};
