/** The pages of modules in kernels' own trees. */
import { FEED_FILE } from '../../../src/kabi/urls.ts';
import { atomFeed } from '../../../src/render/feed.ts';
import { renderInTreeDrivers } from '../../../src/render/in-tree-driver.ts';
import { inTreeFeed } from '../../../src/render/twins/in-tree-feed.ts';
import { inTreeTwin } from '../../../src/render/twins/in-tree-twin.ts';
import { feedId } from '../feed-files.ts';
import { twinFiles, type TextFile } from '../twin-files.ts';
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
