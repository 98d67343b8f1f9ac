import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { fileOf } from '../support/templates.ts';
import {
  elementsOf,
  readPage,
  siteFiles,
  sitePages,
  textOf,
  visibleText,
  type Page,
} from '../support/site-files.ts';

/** Bodies of entries, in whose links Markdown has no place for a language. */
const MARKDOWN = /<div class="(?:document|lede|finding)".*?<\/div>/gs;

const sites = [inject('rootSite'), inject('pathSite')];

/** What exists in both languages, by the start of its path below the root. */
const TRANSLATED = /^(?:index\.html|policy\/|discussions\/|notes\/|r\/[^/]+\/(?!latest\/)[^/]+\/index\.html)/;

describe.each(sites)('the languages of a site published under $base', (site) => {
  const pages = sitePages(site.folder);
  const chinese = pages.filter(({ file }) => file.startsWith('zh/'));
  const english = pages.filter(({ file }) => TRANSLATED.test(file));

  test('home, policies, documents and releases exist in both, all else in English', () => {
    expect(english.length).toBeGreaterThan(20);
    expect(chinese.map(({ file }) => file.slice('zh/'.length)).sort()).toEqual(
      english.map(({ file }) => file).sort(),
    );
  });

  test('a page in two languages names both and the one for all others', () => {
    for (const page of [...english, ...chinese]) {
      const own = page.file.replace(/^zh\//, '').replace(/index\.html$/, '');
      const address = (prefix: string) => site.origin + site.base + prefix + encodeURI(own);
      expect({ file: page.file, alternates: alternatesOf(page) }).toEqual({
        file: page.file,
        alternates: [
          ['en', address('')],
          ['zh-CN', address('zh/')],
          ['x-default', address('')],
        ],
      });
    }
  });

  test('the switch leads to the same page in the other language', () => {
    for (const page of [...english, ...chinese]) {
      const isChinese = page.file.startsWith('zh/');
      const other = isChinese ? page.file.slice('zh/'.length) : `zh/${page.file}`;
      const [link] = switchOf(page);
      const target = decodeURI(link?.get('href')?.slice(site.base.length) ?? '');
      expect([page.file, fileOf(target)]).toEqual([page.file, other]);
      expect(link?.get('hreflang')).toBe(isChinese ? 'en' : 'zh-CN');
      expect(link?.get('lang')).toBe(isChinese ? 'en' : 'zh-CN');
    }
  });

  test('a page in English only names no other, and leads to the home page in Chinese', () => {
    const only = pages.filter(
      ({ file, html }) =>
        !file.startsWith('zh/') && !TRANSLATED.test(file) && !html.includes('http-equiv="refresh"'),
    );
    for (const page of only) {
      expect([page.file, alternatesOf(page)]).toEqual([page.file, []]);
      expect([page.file, textOf(page.html, 'nav', 'class="languages"')]).toEqual([page.file, '中文首页']);
      expect(switchOf(page)[0]?.get('href')).toBe(`${site.base}zh/`);
    }
  });

  test('links from Chinese pages stay in Chinese, or say that they lead to English', () => {
    const wrong = chinese.flatMap((page) =>
      elementsOf(page.html.replace(MARKDOWN, '')).flatMap(({ name, attributes }) => {
        const href = attributes.get('href') ?? '';
        if (name !== 'a' || !href.startsWith(site.base)) return [];
        const isChinese = href.startsWith(`${site.base}zh/`);
        const isMarked = attributes.get('hreflang') === 'en';
        return isChinese === isMarked ? [`${page.file}: ${href}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a page in Chinese', () => {
  const { folder } = inject('rootSite');
  const page = (name: string) => readPage(folder, fileOf(`zh/${name}`));
  const main = (name: string) => /<main.*<\/main>/s.exec(page(name).html)?.[0] ?? '';

  test('marks what is in English only', () => {
    expect(main('policy/acme/')).toContain('<span lang="en">Acme 1 keeps a list</span>');
    expect(main('policy/acme/')).toContain('>阿克梅</h1>');
    expect(main('policy/acme/')).toMatch(/<div lang="en">\s*<p>A narwhal/);
    expect(main('discussions/acme-0001/')).toContain('<div class="document" lang="en">');
    expect(main('discussions/acme-0001/')).toContain('Acme 的变更策略');
  });

  test('has the body in Chinese where there is one', () => {
    expect(main('notes/acme-notes/')).toContain('<div class="document">');
    expect(visibleText(main('notes/acme-notes/'))).toContain('金盏花。');
  });

  test('tells of a release what the page in English tells', () => {
    const text = visibleText(main('r/acme-2/2.0.0+acme2/'));
    expect(text).toContain(
      '与 Acme 1 1.0.0-10 共有的 240 个符号中，1 个的 CRC 有变化，新增 1 个符号，移除 1 个符号',
    );
    expect(main('r/acme-2/2.0.0+acme2/')).toContain(
      '<a href="/s/kmalloc_noprof/"><code>kmalloc_noprof</code></a>',
    );
  });

  test('of a release has all changes one link away', () => {
    expect(main('r/acme-2/2.0.0+acme2/')).toContain('href="/c/acme-2/1.0.0-10..2.0.0+acme2/" hreflang="en"');
  });
});

test('full text has an index for each language', () => {
  const files = siteFiles(path.join(inject('rootSite').folder, 'pagefind'));
  expect(files.filter((file) => file.endsWith('.pf_meta')).map((file) => file.split('_')[0])).toEqual([
    'pagefind.en',
    'pagefind.zh-cn',
  ]);
  expect(existsSync(path.join(inject('rootSite').folder, 'zh', 'index.html'))).toBe(true);
});

function alternatesOf({ elements }: Page): [string | undefined, string | undefined][] {
  return elements.flatMap(({ name, attributes }): [string | undefined, string | undefined][] =>
    name === 'link' && attributes.has('hreflang')
      ? [[attributes.get('hreflang'), attributes.get('href')]]
      : [],
  );
}

function switchOf({ html }: Page): ReadonlyMap<string, string>[] {
  const nav = /<nav class="languages".*?<\/nav>/s.exec(html)?.[0] ?? '';
  return [...nav.matchAll(/<a ([^>]*)>/g)].map(
    ([, attributes = '']) =>
      new Map([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])),
  );
}
