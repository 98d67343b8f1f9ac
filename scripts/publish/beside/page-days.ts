import { symbolSegment } from '../../../src/addresses/urls.ts';
import type { SymbolRow } from '../../../src/history/runs.ts';
import type { PagePath } from '../../../src/addresses/ledger.ts';
import { TRANSLATIONS } from '../../../src/base/language.ts';
import { compareText } from '../../../src/base/text.ts';
import type { CompareEntry } from '../../../src/records/entries/comparison.ts';
import type { DriverEntry } from '../../../src/records/entries/driver.ts';
import type { ReleaseEntry } from '../../../src/records/entries/release.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import type { InTreeDriver } from '../../../src/records/rows/in-tree.ts';
import { newestDay, symbolHistory } from '../../../src/history/symbol-history.ts';
import { viewOf } from '../../../src/views/driver/in-tree-variant.ts';
import type { GeneratedEntry } from './generated-entries.ts';

export interface DatedPages {
  readonly symbols: readonly SymbolRow[];
  readonly inTree: readonly InTreeDriver[];
  readonly table: HistoryTable;
  readonly releases: readonly GeneratedEntry<Pick<ReleaseEntry, 'built'>>[];
  readonly compares: readonly GeneratedEntry<Pick<CompareEntry, 'built'>>[];
  readonly drivers: readonly GeneratedEntry<Pick<DriverEntry, 'built'>>[];
}

/** Day of the newest snapshot that a page draws from, as its citation gives it. Pages that are not here tell none. */
export function pageDays(pages: DatedPages): Map<PagePath, string | null> {
  const { symbols, inTree, table } = pages;
  const days = new Map<PagePath, string | null>();
  for (const row of symbols)
    days.set(`s/${symbolSegment(row.symbol)}/`, newestDay(symbolHistory(row, table)));
  for (const { name, variants } of inTree) {
    const own = variants.flatMap((variant) => viewOf(variant, table).newestDay ?? []);
    days.set(`d/${name}/`, own.sort(compareText).at(-1) ?? null);
  }
  for (const { id, data } of pages.releases) {
    days.set(`r/${id}/`, data.built);
    for (const language of TRANSLATIONS) days.set(`${language}/r/${id}/`, data.built);
  }
  for (const { id, data } of pages.compares) days.set(`c/${id}/`, data.built);
  for (const { id, data } of pages.drivers) days.set(`d/${id}/`, data.built);
  return days;
}
