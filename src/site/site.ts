/** What every page needs: the URLs under the site's base path, and the history table. */
import type { PageContext } from '../views/symbol/symbol-page.ts';
import { WORDS } from '../lang/languages.ts';
import type { Dictionary } from '../lang/en/translation.ts';
import { createUrls, type Urls } from '../addresses/urls.ts';
import { html, type Html } from '../media/html.ts';
import { htmlLanguage } from '../media/html-language.ts';
import { proseHtml } from '../media/prose.ts';
import type { Language } from '../base/language.ts';
import type { Prose } from '../base/prose.ts';
import {
  hasDocuments,
  hasDrivers,
  hasPolicies,
  historyTable,
  inTreeImporters,
  changePlaces,
  mentions,
  protections,
  prototypes,
  symbolImporters,
  typeNames,
  symbolEnds,
  whyRows,
} from './rows.ts';

export const urls = createUrls(import.meta.env.BASE_URL);

/** Scheme and host, `''` where the site does not know its own. */
export const origin = siteOrigin(import.meta.env.SITE);

/** Astro's types call it a string, but without `site` in the configuration there is none. */
function siteOrigin(site: string | undefined): string {
  return site === undefined ? '' : new URL(site).origin;
}

/** Whether pages have text and JSON beside them (`kabi build --no-plain`). */
export const hasPlainPages = process.env['KABI_PLAIN'] !== 'none';

export function pageContext(): PageContext {
  return {
    importers: symbolImporters(),
    inTree: inTreeImporters(),
    mentions: mentions(),
    protections: protections(),
    why: whyRows(),
    ends: symbolEnds(),
    prototypes: prototypes(),
    changePlaces: changePlaces(),
    table: historyTable(),
    typeNames: typeNames(),
    urls,
    origin,
    hasPlainPages,
  };
}

/**
 * Stands for everything that a page shows: its entries and, through their checksums, the rows beside them; and which
 * sections the site has.
 */
export function cacheKey(...entries: readonly { readonly digest?: string | number | undefined }[]): string {
  const sections = [
    ...(typeNames().size > 0 ? ['types'] : []),
    ...(hasPlainPages ? ['plain pages'] : []),
    ...(hasDrivers() ? ['drivers'] : []),
    ...(hasPolicies() ? ['policies'] : []),
    ...(['discussions', 'notes'] as const).filter(hasDocuments),
  ];
  return [...entries.map((entry) => String(entry.digest ?? '')), ...sections].join(' ');
}

/** What a page in one language needs: its texts, the addresses of pages in that language where there are such. */
export interface Locale {
  readonly texts: Dictionary;
  readonly urls: Urls;
  /** The attributes of a link, which says so where it leads to a page in another language. */
  readonly to: (href: string) => { readonly href: string; readonly hreflang?: string };
  readonly link: (href: string, text: string | Html) => Html;
  /** A text of content in this language, or in another one that it then names. */
  readonly prose: (value: Prose) => Html;
}

export function localeOf(language: Language): Locale {
  const own = createUrls(import.meta.env.BASE_URL, language);
  const hreflang = (href: string) => {
    const target = own.languageOf(href);
    return href.startsWith(own.root) && target !== language ? htmlLanguage(target) : undefined;
  };
  return {
    texts: WORDS[language].texts,
    urls: own,
    to(href) {
      const other = hreflang(href);
      return other === undefined ? { href } : { href, hreflang: other };
    },
    link(href, text) {
      const other = hreflang(href);
      return html`<a href="${href}"${other !== undefined && html` hreflang="${other}"`}>${text}</a>`;
    },
    prose: (value) => proseHtml(value, language),
  };
}
