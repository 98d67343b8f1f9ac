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
import { HISTORY } from '../../../src/records/rows/history.ts';
import { IMPORTERS, IN_TREE_IMPORTERS } from '../../../src/records/rows/importers.ts';
import { MENTIONS } from '../../../src/records/rows/mentions.ts';
import { TYPE_NAMES } from '../../../src/records/rows/types.ts';

export function* typePages(data: RowData, site: StampContext): Generator<StampedPage> {
  const { rows } = data;
  const context = {
    ...site,
    table: rows.get(HISTORY),
    inTree: rows.get(IN_TREE_IMPORTERS),
    importers: rows.get(IMPORTERS),
    mentions: rows.get(MENTIONS),
    names: new Set(rows.get(TYPE_NAMES)),
  };
  for (const all of data.types()) {
    const namesakes = all.filter(({ name }) => hasTypePage(name as TypeKey));
    if (namesakes.length === 0) continue;
    const facts = namesakes.map((row) => typeFacts(row, context));
    const beside = site.hasPlainPages ? [...plainFiles(plainType(facts, context))] : [];
    for (const each of renderTypePages(facts, context)) {
      yield stampedPage(`t/${typePath(each.name as TypeKey).join('/')}`, each, site, beside);
    }
  }
}
