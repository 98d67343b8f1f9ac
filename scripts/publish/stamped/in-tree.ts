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

export function* inTreePages(rows: RowData, site: StampContext): Generator<StampedPage> {
  const { drivers } = rows.importers();
  const context = {
    ...site,
    table: rows.history(),
    protections: rows.protections(),
    updates: rows.importUpdates(),
  };
  for (const all of rows.inTree()) {
    // A registered driver of the same name has the address.
    const plainPages = all.filter(({ name }) => !Object.hasOwn(drivers, name));
    if (plainPages.length === 0) continue;
    const beside: TextFile[] = [];
    if (site.hasPlainPages) {
      const feed = atomFeed({ ...inTreeFeed(plainPages, context, feedId), author: site.title });
      beside.push(...plainFiles(plainInTree(plainPages, context)), [FEED_FILE, feed]);
    }
    for (const each of renderInTreeDrivers(plainPages, context)) {
      yield stampedPage(`d/${each.name}`, each, site, beside);
    }
  }
}
