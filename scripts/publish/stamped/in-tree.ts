/** The pages of modules in kernels' own trees. */
import { FEED_FILE } from '../../../src/addresses/urls.ts';
import { atomFeed } from '../../../src/views/frame/feed.ts';
import { renderInTreeDrivers } from '../../../src/views/driver/in-tree-driver.ts';
import { inTreeFeed } from '../../../src/views/driver/in-tree-feed.ts';
import { plainInTree } from '../../../src/views/driver/plain-in-tree.ts';
import { feedId } from '../beside/feed-files.ts';
import { plainFiles, type TextFile } from '../beside/plain-files.ts';
import { stampedPage, type StampContext } from './files.ts';
import type { RowData } from './row-data.ts';
import type { StampedPage } from './stamp.ts';
import { HISTORY } from '../../../src/records/rows/history.ts';
import { IMPORTERS } from '../../../src/records/rows/importers.ts';
import { IMPORT_UPDATES } from '../../../src/records/rows/import-updates.ts';
import { PROTECTIONS } from '../../../src/records/rows/protections.ts';

export function* inTreePages(data: RowData, site: StampContext): Generator<StampedPage> {
  const { drivers } = data.rows.get(IMPORTERS);
  const context = {
    ...site,
    table: data.rows.get(HISTORY),
    protections: data.rows.get(PROTECTIONS),
    updates: data.rows.get(IMPORT_UPDATES),
  };
  for (const all of data.inTree()) {
    // A registered driver of the same name has the address.
    const namesakes = all.filter(({ name }) => !Object.hasOwn(drivers, name));
    if (namesakes.length === 0) continue;
    const beside: TextFile[] = [];
    if (site.hasPlainPages) {
      const feed = atomFeed({ ...inTreeFeed(namesakes, context, feedId), author: site.title });
      beside.push(...plainFiles(plainInTree(namesakes, context)), [FEED_FILE, feed]);
    }
    for (const each of renderInTreeDrivers(namesakes, context)) {
      yield stampedPage(`d/${each.name}`, each, site, beside);
    }
  }
}
