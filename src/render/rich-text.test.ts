import { expect, test } from 'vitest';
import { createUrls } from '../kabi/urls.ts';
import { richText } from './rich-text.ts';

const urls = createUrls('/');
const known = (symbol: string) => symbol === 'kfree';

test('code in backticks is set as code, and a symbol leads to its page', () => {
  expect(richText('`kfree` and `krealloc`', known, urls).text).toBe(
    '<a href="/s/kfree/"><code>kfree</code></a> and <code>krealloc</code>',
  );
});

test('markup in prose is text', () => {
  expect(richText('<script>`<b>`', known, urls).text).toBe('&lt;script&gt;<code>&lt;b&gt;</code>');
});
