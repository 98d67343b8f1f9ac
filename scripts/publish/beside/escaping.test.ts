/** Names in every format that is published: what is written is what a reader of the format reads. */
import fc from 'fast-check';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { formatLedger, parseLedger } from '../../../src/addresses/ledger.ts';
import { createUrls } from '../../../src/addresses/urls.ts';
import { badge } from '../../../src/views/frame/badge.ts';
import { atomFeed } from '../../../src/views/frame/feed.ts';
import { html } from '../../../src/media/html.ts';
import { pageHead } from '../../../src/views/frame/head.ts';
import { list, table } from '../../../src/media/blocks.ts';
import { plainText } from '../../../src/media/plain-text.ts';
import { elementsOf } from '../../../tests/support/site-files.ts';
import { blockMarkdown } from '../../../src/media/block-markdown.ts';
import { pagesAmong, redirectLines } from '../addresses.ts';
import { sitemapFiles } from './sitemap-files.ts';

const URLS = createUrls('/x/');
/** What linkers take for names, what types of other languages are called, and what means something in some format. */
const name = fc
  .string({
    unit: fc.constantFrom(...Array.from('aZ09_.$<>&"\'`*[]()|\\~#%+!{}:;,?=@^-é中')),
    minLength: 1,
    maxLength: 30,
  })
  .filter((each) => !/^\.+$/.test(each));
const unescape = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const holds = (property: (name: string) => void) => {
  fc.assert(fc.property(name, property));
};

test('HTML, in text and in attributes', () => {
  holds((each) => {
    const text = html`<a href="${URLS.symbol(each)}" title="${each}">${each}</a>`.text;
    const [, shown = ''] = /^<a [^>]*>([^<]*)<\/a>$/.exec(text) ?? [];
    expect(unescape(shown)).toBe(each);
    expect(text.match(/[<>]/g)).toHaveLength(4);
    expect(unescape(/ title="([^"]*)"/.exec(text)?.[1] ?? '')).toBe(each);
    const [title] = /<title>[^<]*/.exec(
      pageHead({ title: each, description: each, path: '/' }, { origin: '', hasPlainPages: false }).text,
    ) ?? [''];
    expect(unescape(title)).toBe(`<title>${each}`);
  });
});

test('addresses, in pages, the sitemap, the ledger and redirects', () => {
  holds((each) => {
    const url = URLS.symbol(each);
    expect(decodeURIComponent(url)).toBe(`/x/s/${each}/`);
    expect(new URL(url, 'https://host.example').pathname).toBe(url);
    const pages = pagesAmong([`s/${each}/index.html`]);
    expect([...parseLedger(formatLedger(pages), 'urls.ledger').keys()]).toEqual(pages);
    const [[, sitemap] = ['', '']] = [...sitemapFiles(pages, () => null, 'https://host.example/x/')];
    const locations = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc = '']) => unescape(loc));
    expect(locations.map((loc) => decodeURIComponent(new URL(loc).pathname))).toContain(`/x/s/${each}/`);
    const redirect = { from: 's/old/', to: pages, why: 'Renamed.' };
    expect(redirectLines({ redirects: [redirect], folders: [] }, [], '/x/').split(' ')).toHaveLength(3);
  });
});

test('feeds and badges', () => {
  holds((each) => {
    const of = { url: '/', day: '2026-01-01', paragraphs: [each], items: [each] };
    const feed = { id: 'urn:x', title: each, url: '/', self: '/feed.atom', author: 'a' };
    const text = atomFeed({ ...feed, entries: [{ id: 'e', title: each, ...of }] });
    for (const [, title = ''] of text.matchAll(/<title>([^<]*)<\/title>/g))
      expect(unescape(title)).toBe(each);
    const [, content = ''] = /<content type="html">([^<]*)<\/content>/.exec(text) ?? [];
    const items = [...unescape(content).matchAll(/<li>([^<]*)<\/li>/g)].map(([, item = '']) => item);
    expect(items.map(unescape)).toEqual([each]);
    const names = elementsOf(badge(each, 'loads', 'good')).map((element) => element.name);
    expect(names).toEqual(elementsOf(badge('plain', 'loads', 'good')).map((element) => element.name));
  });
});

test('Markdown, as code and as words', () => {
  const reader = unified().use(remarkParse).use(remarkGfm);
  holds((each) => {
    const code = reader.parse(blockMarkdown([list([[{ code: each }]])]));
    expect(toString(code).trim()).toBe(each);
    const cells = reader.parse(blockMarkdown([table([['x', each]])])).children;
    expect(toString(cells)).toBe(`x${each}`);
  });
});

test('plain text', () => {
  holds((each) => {
    expect(plainText([list([[each]])])).toBe(`- ${each}\n`);
  });
});
