import { expect, test } from 'vitest';
import type { WhyRows } from '../../records/rows/why.ts';
import { createUrls } from '../../addresses/urls.ts';
import { whyLines } from './symbol-why.ts';

const WHY: WhyRows = {
  updates: [
    { product: 'p', release: '1.1' },
    { product: 'p', release: '1.2' },
  ],
  symbols: {
    register_netdev: [
      [1, ['struct net_device']],
      [0, []],
    ],
    udp_sendmsg: [[0, ['struct sock', 'struct dst_entry', 'struct a', 'struct b']]],
    sk_alloc: [[0, ['struct sock', 'struct dst_entry']]],
    odd: [[0, ['struct a/b']]],
  },
};

function linesOf(symbol: string): string {
  return whyLines(symbol, { why: WHY, urls: createUrls('/x/') }).text;
}

function textOf(symbol: string): string {
  return linesOf(symbol)
    .replace(/<[^>]*>/g, '')
    .trim();
}

test('a symbol says why it changed, release by release, with the way to the cause', () => {
  expect(textOf('register_netdev')).toBe('Why: in 1.2 struct net_device; in 1.1 its own declaration.');
  expect(textOf('sk_alloc')).toBe('Why: in 1.1 struct dst_entry by way of struct sock.');
  expect(textOf('udp_sendmsg')).toBe('Why: in 1.1 struct b by way of struct sock and 2 more.');
});

test('the cause leads to its page, if it has one', () => {
  expect(linesOf('register_netdev')).toContain('<a href="/x/t/struct/net_device/">struct net_device</a>');
  expect(linesOf('odd')).not.toContain('<a');
});

test('of a symbol without a reason on file nothing is said, whatever its name', () => {
  expect(linesOf('kfree')).toBe('');
  expect(linesOf('constructor')).toBe('');
});
