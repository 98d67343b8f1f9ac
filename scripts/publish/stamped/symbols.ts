/** The pages of symbols, and of the modules that import them. */
import { symbolSegment } from '../../../src/addresses/urls.ts';
import { symbolFacts } from '../../../src/history/symbol-history.ts';
import { hasImportersPage, renderImportersPages } from '../../../src/views/symbol/importers-page.ts';
import { renderSymbolPages } from '../../../src/views/symbol/symbol-page.ts';
import { plainSymbol } from '../../../src/views/symbol/plain-symbol.ts';
import { plainFiles } from '../beside/plain-files.ts';
import { stampedPage, type StampContext } from './files.ts';
import type { RowData } from './row-data.ts';
import type { StampedPage } from './stamp.ts';
import { ENDS, endsBySymbol } from '../../../src/records/rows/symbols.ts';
import { HISTORY } from '../../../src/records/rows/history.ts';
import { IMPORTERS, IN_TREE_IMPORTERS } from '../../../src/records/rows/importers.ts';
import { CHANGE_PLACES } from '../../../src/records/rows/comparison.ts';
import { MENTIONS } from '../../../src/records/rows/mentions.ts';
import { PROTECTIONS } from '../../../src/records/rows/protections.ts';
import { PROTOTYPES } from '../../../src/records/rows/prototypes.ts';
import { TYPE_NAMES } from '../../../src/records/rows/types.ts';
import { WHY } from '../../../src/records/rows/why.ts';

export function* symbolPages(data: RowData, site: StampContext): Generator<StampedPage> {
  const { rows } = data;
  const table = rows.get(HISTORY);
  const inTree = rows.get(IN_TREE_IMPORTERS);
  const context = {
    ...site,
    table,
    inTree,
    importers: rows.get(IMPORTERS),
    mentions: rows.get(MENTIONS),
    protections: rows.get(PROTECTIONS),
    why: rows.get(WHY),
    ends: endsBySymbol(rows.read(ENDS)),
    prototypes: rows.get(PROTOTYPES),
    changePlaces: rows.get(CHANGE_PLACES),
    typeNames: new Set(rows.get(TYPE_NAMES)),
  };
  for (const namesakes of data.symbols()) {
    const facts = namesakes.map((row) => symbolFacts(row, table));
    const beside = site.hasPlainPages ? [...plainFiles(plainSymbol(facts, context))] : [];
    for (const each of renderSymbolPages(facts, context)) {
      yield stampedPage(`s/${symbolSegment(each.name)}`, each, site, beside);
    }
    const names = namesakes.map(({ symbol }) => symbol);
    if (!names.some((name) => hasImportersPage(name, inTree))) continue;
    for (const each of renderImportersPages(names, context)) {
      yield stampedPage(`s/${symbolSegment(each.name)}/importers`, each, site);
    }
  }
}
