import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import type { FixtureSite } from '../support/fixture-sites.ts';
import { siteFiles, sitePages, textOf, type Element, type Page } from '../support/site-files.ts';

/** For a site that does not know its host. */
const SOME_HOST = 'https://unknown.invalid';

const sites = [inject('rootSite'), inject('pathSite')];

describe.each(sites)('a site published under $base', (site) => {
  const pages = sitePages(site.folder);
  const files = new Set(siteFiles(site.folder));
  const ids = new Map(pages.map((page) => [page.file, new Set(idsOf(page))]));

  test('has pages of every kind', () => {
    const kinds = new Set(pages.map(({ file }) => file.split('/')[0]));
    expect([...kinds].sort()).toEqual(
      [
        ...[
          '404.html',
          'about',
          'api',
          'c',
          'check',
          'compare',
          'd',
          'discussions',
          'index.html',
          'loader',
          'm',
          'notes',
          'r',
          's',
        ],
        ...['policy', 'symbols', 't', 'urls', 'zh'],
      ].sort(),
    );
  });

  test('every link leads to a file of the site, and every anchor to an element', () => {
    const broken = pages.flatMap((page) =>
      linksOf(page, site).flatMap(({ pathname, hash }) => {
        const file = fileAt(pathname, site.base);
        if (file === undefined || !files.has(file)) return [`${page.file} → ${pathname}`];
        const anchor = decodeURIComponent(hash.slice(1));
        const found = anchor === '' || ids.get(file)?.has(anchor) === true;
        return found ? [] : [`${page.file} → ${pathname}${hash}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('no id stands twice on a page', () => {
    const repeated = pages.flatMap((page) => {
      const all = idsOf(page);
      return all.filter((id, i) => all.indexOf(id) !== i).map((id) => `${page.file}#${id}`);
    });
    expect(repeated).toEqual([]);
  });

  test('nothing is loaded from another host', () => {
    const foreign = pages.flatMap((page) =>
      page.elements.flatMap((element) => {
        const url = loadedUrl(element);
        const isOwn = url === undefined || addressOf(url, page, site).origin === originOf(site);
        return isOwn ? [] : [`${page.file}: ${element.name} ${url}`];
      }),
    );
    expect(foreign).toEqual([]);
    const styles = [...files].filter((file) => file.endsWith('.css'));
    for (const file of styles) {
      expect(readFileSync(path.join(site.folder, file), 'utf8')).not.toMatch(/@import|url\((?!["']?data:)/);
    }
  });

  test('no script, style or handler stands inline, so that a strict Content-Security-Policy holds', () => {
    const inline = pages.flatMap((page) =>
      page.elements
        .filter(
          ({ name, attributes }) =>
            name === 'style' ||
            (name === 'script' && !attributes.has('src')) ||
            [...attributes.keys()].some((key) => key === 'style' || key.startsWith('on')),
        )
        .map(({ name }) => `${page.file}: ${name}`),
    );
    expect(inline).toEqual([]);
  });

  test('no link runs a script', () => {
    const urls = pages.flatMap((page) => page.elements.map(({ attributes }) => attributes.get('href') ?? ''));
    expect(urls.filter((url) => /^\s*(javascript|data|vbscript):/i.test(url))).toEqual([]);
  });

  test('every page has a language, one heading of the first level, a title and a description', () => {
    for (const page of pages) {
      const count = (name: string) => page.elements.filter((element) => element.name === name).length;
      const facts = {
        file: page.file,
        lang: find(page, 'html')?.attributes.get('lang'),
        headings: count('h1'),
        titles: count('title'),
        isTitled: textOf(page.html, 'title') !== '',
        isDescribed: (metaContent(page, 'description') ?? '').length > 10,
      };
      expect(facts).toEqual({
        file: page.file,
        lang: page.file.startsWith('zh/') ? 'zh-CN' : 'en',
        headings: 1,
        titles: 1,
        isTitled: true,
        isDescribed: true,
      });
    }
  });

  test('titles tell the pages apart', () => {
    // A document whose title is in one language only has it on its page in the other, too.
    const titles = pages
      .filter(({ file }) => !file.startsWith('zh/'))
      .map((page) => textOf(page.html, 'title'));
    const repeated = titles.filter((title, i) => titles.indexOf(title) !== i);
    // Names that differ only in case share one page.
    expect(new Set(repeated)).toEqual(
      new Set([
        'sprint_OID and sprint_oid · kABI history',
        'struct Acme_ops and struct acme_ops · kABI history',
        'xt_DSCP and xt_dscp: which kernels load it',
      ]),
    );
  });

  test('the citation and the canonical link give the address of the page', () => {
    for (const page of pages.filter(({ html }) => html.includes('data-cite-url'))) {
      const address = originOf(site) + urlOf(page, site);
      const cited = new URL(textOf(page.html, 'span', 'data-cite-url'), SOME_HOST);
      if (/^(?:s\/sprint_|d\/xt_|t\/struct\/acme_ops)/.test(page.file)) continue;
      expect(addressOf(cited.href, page, site).pathname).toBe(new URL(address).pathname);
      const canonical = page.elements.find(({ attributes }) => attributes.get('rel') === 'canonical');
      expect(canonical?.attributes.get('href')).toBe(site.origin === '' ? undefined : address);
    }
  });
});

test('previews have a picture where the site knows its host: its own for releases, comparisons and policies', () => {
  const picturesOf = ({ folder }: FixtureSite) =>
    new Map(
      sitePages(folder).map(({ file, elements }) => [
        file,
        elements
          .find(({ attributes }) => attributes.get('property') === 'og:image')
          ?.attributes.get('content'),
      ]),
    );
  const [atRoot, atPath] = sites.map(picturesOf);
  expect(new Set(atRoot?.values())).toEqual(new Set([undefined]));
  expect(siteFiles(sites[0]?.folder ?? '').filter((file) => file.endsWith('.png'))).toEqual([]);
  const pictures = [
    ['r/acme-1/1.0.0-3/index.html', 'r/acme-1/1.0.0-3/card.png'],
    ['zh/r/acme-1/1.0.0-3/index.html', 'r/acme-1/1.0.0-3/card.png'],
    ['c/acme-1/1.0.0-2..1.0.0-3/index.html', 'c/acme-1/1.0.0-2..1.0.0-3/card.png'],
    ['policy/acme/index.html', 'policy/acme/card.png'],
    ['index.html', 'card.png'],
    ['s/vfio_pin_pages/index.html', 'card.png'],
  ];
  for (const [page = '', picture] of pictures)
    expect([page, atPath?.get(page)]).toEqual([page, `https://host.example/some/path/${picture}`]);
});

function idsOf(page: Page): string[] {
  return page.elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
}

function find(page: Page, name: string): Element | undefined {
  return page.elements.find((element) => element.name === name);
}

function metaContent(page: Page, name: string): string | undefined {
  return page.elements.find(({ attributes }) => attributes.get('name') === name)?.attributes.get('content');
}

/** Every address of this site that the page names. */
function linksOf(page: Page, site: FixtureSite): URL[] {
  const named = page.elements.flatMap(({ attributes }) => [
    ...['href', 'src', 'action'].flatMap((key) => attributes.get(key) ?? []),
    ...(attributes.get('property') === 'og:image' ? [attributes.get('content') ?? ''] : []),
    ...(/^\d+;url=(.*)$/.exec(attributes.get('content') ?? '')?.slice(1) ?? []),
  ]);
  return named.map((url) => addressOf(url, page, site)).filter((url) => url.origin === originOf(site));
}

/** What a browser fetches of itself to show the page. */
function loadedUrl({ name, attributes }: Element): string | undefined {
  if (name === 'link') {
    const loads = /stylesheet|icon|preload/.test(attributes.get('rel') ?? '');
    return loads ? attributes.get('href') : undefined;
  }
  return attributes.get('src');
}

function originOf(site: FixtureSite): string {
  return site.origin === '' ? SOME_HOST : site.origin;
}

function addressOf(url: string, page: Page, site: FixtureSite): URL {
  return new URL(url, originOf(site) + urlOf(page, site));
}

function urlOf({ file }: Page, { base }: FixtureSite): string {
  return base + file.replace(/(^|\/)index\.html$/, '$1');
}

/** The file that a web server answers with; undefined outside the site. */
function fileAt(pathname: string, base: string): string | undefined {
  if (!pathname.startsWith(base)) return undefined;
  const name = decodeURIComponent(pathname.slice(base.length));
  return name === '' || name.endsWith('/') ? `${name}index.html` : name;
}
