/** The page of a provider module: what it exports, and what became of that. Stamped like the pages of symbols. */
import { en } from '../../lang/en/messages.ts';
import type { ModuleRows } from '../../records/rows/modules.ts';
import { moduleFinding, moduleSentence } from '../../lang/en/module-sentences.ts';
import type { Urls } from '../../addresses/urls.ts';
import { citation } from '../frame/citation.ts';
import { html, nothing } from '../../media/html.ts';
import { importersOf, importersSection } from './module-importers.ts';
import type { InTreeImporters } from '../../records/rows/importers.ts';
import { moduleReleases } from './module-releases.ts';
import { providedTables } from './provided-table.ts';
import type { RenderedPage } from '../frame/rendered-page.ts';

export interface ModuleContext {
  readonly urls: Urls;
  /** Scheme and host in front of every URL that is meant to be copied; `''` if the site does not know its own. */
  readonly origin: string;
  readonly hasPlainPages: boolean;
  readonly inTree: InTreeImporters;
}

export function renderModulePage(
  rows: ModuleRows,
  { urls, origin, hasPlainPages, inTree }: ModuleContext,
): RenderedPage {
  const { about, products, symbols } = rows;
  const { module, driver, built } = about;
  const path = urls.module(module);
  const titles = new Map(products.map(({ name, title }) => [name, title]));
  const sentence = `${module}: ${moduleFinding(about)}.`;
  const imports =
    driver === null
      ? nothing
      : html`<p><a href="${urls.driver(driver)}">What it imports, and which releases load it</a></p>
`;
  return {
    name: module,
    title: `${module}: exported symbols`,
    description: sentence,
    path,
    hasPlainPages: true,
    body: html`<p class="crumbs"><a href="${urls.modules}">Modules</a> / ${module.split('/').slice(0, -1).join(' / ')}</p>
<h1><code>${module}</code></h1>
<p class="lede">${moduleSentence(about)}</p>
${imports}<h2 id="releases">${en.headings.byRelease}</h2>
${products.map((product) => moduleReleases(product, module, urls))}${importersSection(module, importersOf(rows, inTree), urls)}<h2 id="symbols">${en.headings.symbols}</h2>
${providedTables(module, symbols, titles, urls)}
${citation({ sentence, url: origin + path, dataDate: built, hasPlainPages })}`,
  };
}
