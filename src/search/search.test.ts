import { expect, test } from 'vitest';
import { createNameIndex, searchNames } from './search.ts';

const NAMES = [
  '__alloc_skb',
  'alloc_skb',
  'alloc_skb_with_frags',
  'build_skb',
  'dev_alloc_skb_pages',
  'skballoc_skb',
];
const index = createNameIndex(NAMES.join('\n'));

function found(query: string, limit = 10): string[] {
  return searchNames(index, query, limit).map(({ name, rank }) => `${name}: ${rank}`);
}

test('the whole name comes first, then the same but for underscores, starts, starts of words, parts', () => {
  expect(found('alloc_skb')).toEqual([
    'alloc_skb: exact',
    '__alloc_skb: exact-but-underscores',
    'alloc_skb_with_frags: prefix',
    'dev_alloc_skb_pages: word-prefix',
    'skballoc_skb: substring',
  ]);
});

test('case and the blanks between words do not matter', () => {
  expect(found('Build SKB')).toEqual(['build_skb: exact-but-case']);
});

test('a position leads back to the name', () => {
  const [first] = searchNames(index, 'build', 1);
  expect(NAMES[first?.index ?? -1]).toBe('build_skb');
});

test('the limit keeps the best, wherever they stand', () => {
  expect(found('skb', 2)).toEqual(['skballoc_skb: prefix', 'alloc_skb: word-prefix']);
  expect(found('skb', 0)).toEqual([]);
});

test.each([
  ['a letter changed', 'alloc_skx'],
  ['a letter missing', 'allc_skb'],
  ['a letter too many', 'alloc_sskb'],
  ['two letters swapped', 'alloc_sbk'],
])('%s still finds the name', (_, query) => {
  expect(found(query)).toEqual(['alloc_skb: typo', '__alloc_skb: typo']);
});

test('nothing is like three letters that are in no name', () => {
  expect(found('bui')).toEqual(['build_skb: prefix']);
  expect(found('bux')).toEqual([]);
  expect(found('  ')).toEqual([]);
});
