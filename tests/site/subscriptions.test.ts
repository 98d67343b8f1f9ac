/** Feeds, badges, the sitemap and what hosts read, over the whole example site. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { siteFiles, sitePages } from '../support/site-files.ts';

const rootSite = inject('rootSite');
const pathSite = inject('pathSite');
const read = (folder: string, file: string) => readFileSync(path.join(folder, file), 'utf8');

/** Well-formed as far as a tree of elements with quoted attributes goes; entities are those of XML. */
function wellFormed(text: string): boolean {
  const open: string[] = [];
  const body = text.replace(/^<\?xml [^?]*\?>\n/, '');
  for (const [, slash, name = '', empty] of body.matchAll(
    /<(\/?)([\w:-]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g,
  )) {
    if (slash !== '') {
      if (open.pop() !== name) return false;
    } else if (empty === '') open.push(name);
  }
  const rest = body.replace(/<\/?[\w:-]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g, '');
  return open.length === 0 && !rest.includes('<') && !/&(?!(?:amp|lt|gt|quot|#39);)/.test(rest);
}

describe.each([rootSite, pathSite])('a site published under $base', ({ folder, origin, base }) => {
  const files = siteFiles(folder);
  const feeds = files.filter((file) => file.endsWith('feed.atom'));

  test('has a feed for all, each product, driver and vendor, linked from their pages', () => {
    for (const name of ['', 'r/acme-1/', 'r/acme-3/', 'd/gizmo/', 'd/vfio/', 'policy/acme/'])
      expect(feeds).toContain(`${name}feed.atom`);
    for (const { file, elements } of sitePages(folder)) {
      const linked = elements.some(({ attributes }) => attributes.get('type') === 'application/atom+xml');
      expect([file, linked]).toEqual([file, feeds.includes(file.replace('index.html', 'feed.atom'))]);
    }
  });

  test('has a calendar for all, and each product with dates, linked from its page and its feed', () => {
    expect(files.filter((file) => file.endsWith('.ics'))).toEqual(['dates.ics', 'r/acme-1/dates.ics']);
    const calendar = read(folder, 'r/acme-1/dates.ics').replaceAll('\r\n ', '');
    expect(calendar).toContain('DTSTART;VALUE=DATE:20260131\r\nDTEND;VALUE=DATE:20260201\r\n');
    expect(calendar).toContain('DTSTART;VALUE=DATE:20280501\r\nDTEND;VALUE=DATE:20280601\r\n');
    expect(calendar).toContain('SUMMARY:Acme 1: end of support\r\n');
    expect(calendar).toContain(
      'DESCRIPTION:Life cycle\\; of Acme\\, 1\\, read 2026-11-01: https://acme.example/life',
    );
    expect(calendar).toContain(`URL:${origin}${base}r/acme-1/\r\n`);
    const uids = (file: string) => read(folder, file).match(/UID:.*/g);
    expect(uids('dates.ics')).toEqual(uids('r/acme-1/dates.ics'));
    const page = read(folder, 'r/acme-1/index.html');
    expect(page).toContain('<link rel="alternate" type="text/calendar" href="dates.ics">');
    expect(page).toContain('<time datetime="2028-05">2028-05</time>: end of support');
    for (const name of ['', 'r/acme-1/'])
      expect(read(folder, `${name}feed.atom`)).toContain(
        `<link rel="related" type="text/calendar" href="${origin}${base}${name}dates.ics"/>`,
      );
    expect(read(folder, 'r/acme-2/feed.atom')).not.toContain('text/calendar');
    expect(read(folder, 'r/acme-2/index.html')).not.toContain('.ics');
  });

  test('writes XML that is well-formed', () => {
    const xml = files.filter((file) => /\.(?:atom|xml)$|badge\.svg$/.test(file));
    expect(xml.filter((file) => !wellFormed(read(folder, file)))).toEqual([]);
  });

  test('gives each entry an id that depends on neither host nor path', () => {
    const ids = (site: string, file: string) =>
      [...read(site, file).matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id);
    const all = feeds.flatMap((file) => {
      const own = ids(folder, file);
      expect(new Set(own).size).toBe(own.length);
      return own;
    });
    for (const id of all)
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const file of feeds) expect(ids(folder, file)).toEqual(ids(rootSite.folder, file));
  });

  test('tells what a release did, and to which drivers', () => {
    const text = read(folder, 'd/gizmo/feed.atom');
    expect(text).toMatch(/<title>.* on Acme .*: (?:loads|rebuild|missing|unknown) on amd64/);
    expect(read(folder, 'feed.atom')).toContain(
      `<link rel="alternate" type="text/html" href="${origin}${base}r/`,
    );
  });

  test('has a badge for each product with a release, and each driver', () => {
    expect(read(folder, 'd/gizmo/badge.svg')).toMatch(/loads on /);
    expect(files).toContain('r/acme-1/badge.svg');
    expect(files).not.toContain('r/acme-3/badge.svg');
  });

  test('tells hosts of its headers, and crawlers of its sitemap', () => {
    expect(read(folder, '_headers')).toContain(`${base}*\n  Content-Security-Policy: default-src 'none'; `);
    expect(read(folder, '_headers')).toContain('Access-Control-Allow-Origin: *');
    const robots = read(folder, 'robots.txt');
    expect(robots.includes('Sitemap:')).toBe(origin !== '');
  });
});

test('the sitemap lists every page once, with the day of its data and no other', () => {
  const { folder, origin, base } = pathSite;
  const files = siteFiles(folder);
  const text = files
    .filter((file) => file.startsWith('sitemaps/'))
    .map((file) => read(folder, file))
    .join('');
  const listed = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, loc = '']) =>
    decodeURI(loc.slice((origin + base).length)),
  );
  const pages = files
    .filter((file) => path.posix.basename(file) === 'index.html' && !file.includes('/latest/'))
    .map((file) => file.slice(0, -'index.html'.length));
  expect(listed.sort()).toEqual(pages.sort());
  expect(text).toContain(`${origin}${base}r/acme-1/1.0.0-3/</loc><lastmod>2026-03-11</lastmod>`);
  expect(text).toContain(`${origin}${base}zh/r/acme-1/1.0.0-3/</loc><lastmod>2026-03-11</lastmod>`);
  expect(text).toContain(`${origin}${base}about/</loc></url>`);
  expect(read(folder, 'opensearch.xml')).toContain(`template="${origin}${base}symbols/?q={searchTerms}"`);
  expect(siteFiles(rootSite.folder)).not.toContain('sitemap.xml');
});
