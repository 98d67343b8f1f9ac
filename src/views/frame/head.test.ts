import { expect, test } from 'vitest';
import { pageHead } from './head.ts';

const PAGE = { title: 'a <b>', description: 'it "says"', path: '/s/a/' };

test('a page in several languages names them all, with the host where the site knows it', () => {
  const alternates = [{ hreflang: 'zh-CN', path: '/zh/s/a/' }];
  const link = '<link rel="alternate" hreflang="zh-CN" href="/zh/s/a/">';
  expect(pageHead({ ...PAGE, alternates }, { origin: '', hasPlainPages: false }).text).toContain(link);
  expect(
    pageHead({ ...PAGE, alternates }, { origin: 'https://host.example', hasPlainPages: false }).text,
  ).toContain('href="https://host.example/zh/s/a/"');
});

test('a page has a title and a description, and a canonical link where the site knows its host', () => {
  const start = '<title>a &lt;b&gt;</title><meta name="description" content="it &quot;says&quot;">';
  expect(pageHead(PAGE, { origin: '', hasPlainPages: true }).text).toBe(start);
  expect(pageHead(PAGE, { origin: 'https://host.example', hasPlainPages: true }).text).toBe(
    `${start}<link rel="canonical" href="https://host.example/s/a/">`,
  );
});

test('a page with a picture of its own says for previews what goes with it', () => {
  expect(pageHead({ ...PAGE, card: '/r/p/' }, { origin: '', hasPlainPages: false }).text).toContain(
    '<meta property="og:title" content="a &lt;b&gt;"><meta property="og:description" content="it &quot;says&quot;">',
  );
});

test('a page with text and JSON leads to them, if the site has any', () => {
  const page = { ...PAGE, hasPlainPages: true };
  expect(pageHead(page, { origin: '', hasPlainPages: true }).text).toContain(
    '<link rel="alternate" type="text/plain" href="index.txt"><link rel="alternate" type="application/json" href="index.json">',
  );
  expect(pageHead(page, { origin: '', hasPlainPages: false }).text).not.toContain('alternate');
});
