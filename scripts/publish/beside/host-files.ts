/** What hosts and browsers look for at the root of a site. */
import { CONTENT_SECURITY_POLICY } from '../../../src/media/security-policy.ts';
import { DATA_FOLDERS } from '../../../src/addresses/data-files.ts';
import { xml, xmlText } from '../../../src/media/xml.ts';
import type { TextFile } from './plain-files.ts';

/**
 * @param base path of the site's root
 * @param title of the site
 */
export function* hostFiles(base: string, site: string | null, title: string): Generator<TextFile> {
  yield ['_headers', headers(base)];
  yield ['robots.txt', robots(base, site)];
  // Browsers take no address without a host from it.
  if (site !== null) yield ['opensearch.xml', openSearch(site + base, title)];
}

/** As Netlify and Cloudflare Pages read it. The data is public: any page may fetch it. */
function headers(base: string): string {
  return `${base}*
  Content-Security-Policy: ${CONTENT_SECURITY_POLICY}
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Access-Control-Allow-Origin: *
${immutable(base)}`;
}

/** What another content would give another address. `:hash` stands for one segment: /check/ itself is a page. */
function immutable(base: string): string {
  return ['assets', ...DATA_FOLDERS.map((folder) => `${folder}/:hash`)]
    .map((folder) => `${base}${folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n`)
    .join('');
}

function robots(base: string, site: string | null): string {
  const sitemap = site === null ? '' : `\nSitemap: ${site}${base}sitemap.xml\n`;
  return `User-agent: *\nAllow: /\n${sitemap}`;
}

/** What is longer than the format lets names be is cut: OpenSearch 1.1, ShortName and LongName. */
function openSearch(root: string, title: string): string {
  const first = (most: number) => Array.from(title).slice(0, most).join('').trim();
  return xml`<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${xmlText(first(16))}</ShortName>
<LongName>${xmlText(first(48))}</LongName>
<Description>Linux kernel symbols, by name, CRC or a line of a log</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="16" height="16" type="image/svg+xml">${xmlText(`${root}favicon.svg`)}</Image>
<Url type="text/html" template="${xmlText(`${root}symbols/?q={searchTerms}`)}"/>
</OpenSearchDescription>
`.text;
}
