/** The pages of provider modules. */
import { modulePath } from '../../../src/addresses/urls.ts';
import { IN_TREE_IMPORTERS } from '../../../src/records/rows/importers.ts';
import { renderModulePage } from '../../../src/views/module/module-page.ts';
import { plainModule } from '../../../src/views/module/plain-module.ts';
import { plainFiles } from '../beside/plain-files.ts';
import { stampedPage, type StampContext } from './files.ts';
import type { RowData } from './row-data.ts';
import type { StampedPage } from './stamp.ts';

export function* modulePages(data: RowData, site: StampContext): Generator<StampedPage> {
  const inTree = data.rows.get(IN_TREE_IMPORTERS);
  for (const each of data.modules()) {
    const beside = site.hasPlainPages ? [...plainFiles(plainModule(each, site, inTree))] : [];
    yield stampedPage(
      `m/${modulePath(each.about.module)}`,
      renderModulePage(each, { ...site, inTree }),
      site,
      beside,
    );
  }
}
