/** What every page needs: the URLs under the site's base path, and the history table. */
import type { PageContext } from './render/symbol-page.ts';
import { createUrls } from './kabi/urls.ts';
import type { Language } from './kabi/schema/prose.ts';
import {
  hasDocuments,
  hasDrivers,
  hasPolicies,
  historyTable,
  inTreeImporters,
  mentions,
  protections,
  symbolImporters,
  typeNames,
  whyRows,
} from './rows.ts';

export const urls = createUrls(import.meta.env.BASE_URL);

/** Scheme and host, `''` where the site does not know its own. */
export const origin = siteOrigin(import.meta.env.SITE);

/** Astro's types call it a string, but without `site` in the configuration there is none. */
function siteOrigin(site: string | undefined): string {
  return site === undefined ? '' : new URL(site).origin;
}

/** Whether pages have text and JSON beside them (`kabi build --no-twins`). */
export const hasTwins = process.env['KABI_TWINS'] !== 'none';

export function pageContext(): PageContext {
  return {
    table: historyTable(),
    importers: symbolImporters(),
    inTree: inTreeImporters(),
    mentions: mentions(),
    protections: protections(),
    why: whyRows(),
    urls,
    origin,
  };
}

/**
 * Stands for everything that a page shows: its entries and, through their checksums, the rows beside them; and which
 * sections the site has.
 */
export function cacheKey(...entries: readonly { readonly digest?: string | number | undefined }[]): string {
  const sections = [
    ...(typeNames().size > 0 ? ['types'] : []),
    ...(hasTwins ? ['twins'] : []),
    ...(hasDrivers() ? ['drivers'] : []),
    ...(hasPolicies() ? ['policies'] : []),
    ...(['discussions', 'notes'] as const).filter(hasDocuments),
  ];
  return [...entries.map((entry) => String(entry.digest ?? '')), ...sections].join(' ');
}

/** As the `lang` attribute has it: Chinese here is written in simplified characters. */
export function htmlLanguage(language: Language): string {
  return language === 'zh' ? 'zh-CN' : language;
}
