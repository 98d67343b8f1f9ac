/** For search engines (sitemaps.org): every page, with the day of the data that it shows where that is known. */
import type { PagePath } from '../../../src/addresses/ledger.ts';
import { compareText } from '../../../src/base/text.ts';
import { xml, xmlText } from '../../../src/media/xml.ts';
import type { TextFile } from './plain-files.ts';

/** The format allows 50,000. */
const MOST = 20_000;

/**
 * @param dayOf day of the newest snapshot that a page draws from; undefined where it does not tell
 * @param root scheme, host and base path
 */
export function* sitemapFiles(
  pages: readonly PagePath[],
  dayOf: (page: PagePath) => string | null | undefined,
  root: string,
): Generator<TextFile> {
  const sorted = ['', ...pages].sort(compareText);
  const names: string[] = [];
  for (let start = 0; start < sorted.length; start += MOST) {
    const name = `sitemaps/${names.length + 1}.xml`;
    names.push(name);
    yield [
      name,
      xml`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${sorted.slice(start, start + MOST).map((page) => {
  const day = dayOf(page);
  const lastmod = day ? xml`<lastmod>${day}</lastmod>` : '';
  return xml`<url><loc>${xmlText(root + encodePath(page))}</loc>${lastmod}</url>
`;
})}</urlset>
`.text,
    ];
  }
  yield [
    'sitemap.xml',
    xml`<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${names.map(
  (name) => xml`<sitemap><loc>${xmlText(root + name)}</loc></sitemap>
`,
)}</sitemapindex>
`.text,
  ];
}

/** Pages are named as their folders are; what those may hold and addresses may not was encoded before. */
function encodePath(page: PagePath): string {
  return encodeURI(page).replaceAll('%25', '%').replace(/[?#]/g, encodeURIComponent);
}
