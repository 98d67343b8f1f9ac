/** The pages of modules in kernels' own trees. */
import { FEED_FILE } from '../../../src/addresses/urls.ts';
import { atomFeed } from '../../../src/views/frame/feed.ts';
import { renderInTreeDrivers } from '../../../src/views/driver/in-tree-driver.ts';
import { inTreeFeed } from '../../../src/views/driver/in-tree-feed.ts';
import { inTreeTwin } from '../../../src/views/driver/in-tree-twin.ts';
import { feedId } from '../beside/feed-files.ts';
import { twinFiles, type TextFile } from '../beside/twin-files.ts';
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
    const twins = all.filter(({ name }) => !Object.hasOwn(drivers, name));
    if (twins.length === 0) continue;
    const beside: TextFile[] = [];
    if (site.hasTwins) {
      const feed = atomFeed({ ...inTreeFeed(twins, context, feedId), author: site.title });
      beside.push(...twinFiles(inTreeTwin(twins, context)), [FEED_FILE, feed]);
    }
    for (const each of renderInTreeDrivers(twins, context)) {
      yield stampedPage(`d/${each.name}`, each, site, beside);
    }
  }
}
