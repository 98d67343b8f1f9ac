import { expect, test } from 'vitest';
import { createUrls } from '../../addresses/urls.ts';
import { nameList } from './name-list.ts';
import { symbolLink, symbolName } from './names.ts';

test('a short name does not wrap', () => {
  expect(symbolName('__alloc_skb').text).toBe('__alloc_skb');
});

test('a long name may wrap after its underscores, but not between two of them', () => {
  expect(symbolName('__traceiter_mm__page_alloc_extfrag').text).toBe(
    '__<wbr>traceiter_<wbr>mm__<wbr>page_<wbr>alloc_<wbr>extfrag',
  );
});

test('a list links each name', () => {
  expect(nameList(['a', 'b'], createUrls('/x/')).text).toBe(
    '<ul class="names"><li><a href="/x/s/a/">a</a></li>\n<li><a href="/x/s/b/">b</a></li>\n</ul>',
  );
});

test('a symbol of Rust is shown as people write it, and leads to the page of the symbol', () => {
  const symbol = '_RINvNtCsbZfwWpAStWS_4core9panicking13assert_failedjjEB4_';
  expect(symbolLink(symbol, createUrls('/')).text).toBe(
    `<a href="/s/${symbol}/">core::panicking::assert_failed::&lt;usize, usize&gt;</a>`,
  );
});
