import { expect, test } from 'vitest';
import { html, type Html } from '../../media/html.ts';
import { richText } from './rich-text.ts';

const link = (symbol: string, code: Html) => html`<a href="/s/${symbol}/">${code}</a>`;
const known = (symbol: string) => symbol === 'kfree';

test('code in backticks is set as code, and a symbol leads to its page', () => {
  expect(richText('`kfree` and `krealloc`', known, link).text).toBe(
    '<a href="/s/kfree/"><code>kfree</code></a> and <code>krealloc</code>',
  );
});

test('markup in prose is text', () => {
  expect(richText('<script>`<b>`', known, link).text).toBe('&lt;script&gt;<code>&lt;b&gt;</code>');
});
