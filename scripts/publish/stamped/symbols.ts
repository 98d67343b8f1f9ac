/** The pages of symbols, and of the modules that import them. */
import { symbolFacts } from '../../../src/history/symbol-history.ts';
import { hasImportersPage, renderImportersPages } from '../../../src/views/symbol/importers-page.ts';
import { renderSymbolPages } from '../../../src/views/symbol/symbol-page.ts';
import { plainSymbol } from '../../../src/views/symbol/plain-symbol.ts';
import { plainFiles } from '../beside/plain-files.ts';
import { stampedPage, type StampContext } from './files.ts';
import type { RowData } from './row-data.ts';
import type { StampedPage } from './stamp.ts';

export function* symbolPages(rows: RowData, site: StampContext): Generator<StampedPage> {
  const table = rows.history();
  const inTree = rows.inTreeImporters();
  const context = {
    ...site,
    table,
    inTree,
    importers: rows.importers(),
    mentions: rows.mentions(),
    protections: rows.protections(),
    why: rows.why(),
  };
  for (const plainPages of rows.symbols()) {
    const facts = plainPages.map((row) => symbolFacts(row, table));
    const beside = site.hasPlainPages ? [...plainFiles(plainSymbol(facts, context))] : [];
    for (const each of renderSymbolPages(facts, context)) {
      yield stampedPage(`s/${each.name}`, each, site, beside);
    }
    const names = plainPages.map(({ symbol }) => symbol);
    if (!names.some((name) => hasImportersPage(name, inTree))) continue;
    for (const each of renderImportersPages(names, context)) {
      yield stampedPage(`s/${each.name}/importers`, each, site);
    }
  }
}
