/** The pages of types that exports reach. */
import type { TypeKey } from '../../../src/types/table/table.ts';
import { hasTypePage, typePath } from '../../../src/addresses/type-pages.ts';
import { typeFacts } from '../../../src/views/type/type-facts.ts';
import { renderTypePages } from '../../../src/views/type/type-page.ts';
import { plainType } from '../../../src/views/type/plain-type.ts';
import { plainFiles } from '../beside/plain-files.ts';
import { stampedPage, type StampContext } from './files.ts';
import type { RowData } from './row-data.ts';
import type { StampedPage } from './stamp.ts';

export function* typePages(rows: RowData, site: StampContext): Generator<StampedPage> {
  const context = {
    ...site,
    table: rows.history(),
    inTree: rows.inTreeImporters(),
    importers: rows.importers(),
    mentions: rows.mentions(),
    names: new Set(rows.typeNames()),
  };
  for (const all of rows.types()) {
    const plainPages = all.filter(({ name }) => hasTypePage(name as TypeKey));
    if (plainPages.length === 0) continue;
    const facts = plainPages.map((row) => typeFacts(row, context));
    const beside = site.hasPlainPages ? [...plainFiles(plainType(facts, context))] : [];
    for (const each of renderTypePages(facts, context)) {
      yield stampedPage(`t/${typePath(each.name as TypeKey).join('/')}`, each, site, beside);
    }
  }
}
