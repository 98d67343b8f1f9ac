/** What became of each symbol that is gone somewhere. */
import type { SourceEnds } from '../../../src/formats/ends/source-ends.ts';
import { EndIndex, isGoneSomewhere, newestExport } from '../../../src/history/ends/end-index.ts';
import type { SymbolEnd } from '../../../src/history/ends/symbol-end.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import type { Analysis } from '../analyse.ts';

export class EndEntries {
  readonly #histories: Analysis['histories'];
  readonly #table: HistoryTable;
  readonly #index: EndIndex;

  constructor({ histories, ends }: Analysis, sources: readonly SourceEnds[], table: HistoryTable) {
    this.#histories = histories;
    this.#table = table;
    this.#index = new EndIndex(ends, sources);
  }

  /** Sorted by symbol; of those of which nothing but the absence is known there is none. */
  *all(): Generator<SymbolEnd> {
    const gone = this.#gone();
    const candidates = new Set(gone.flatMap((symbol) => this.#index.candidates(symbol)));
    const exports = new Map(
      [...this.#histories.rows(candidates)].map((row) => [row.symbol, newestExport(row, this.#table)]),
    );
    for (const symbol of gone) {
      const end = this.#index.endOf(symbol, (name) => exports.get(name) ?? null);
      if (end !== undefined) yield end;
    }
  }

  #gone(): string[] {
    const found: string[] = [];
    for (const row of this.#histories.rows()) if (isGoneSomewhere(row, this.#table)) found.push(row.symbol);
    return found;
  }
}
