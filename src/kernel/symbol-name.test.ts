import { expect, test } from 'vitest';
import { isSymbolName } from './symbol-name.ts';

test.each(['kfree', '__alloc_skb', 'c.cold', '_RNvC6kernel4init', '$x', `f${'o'.repeat(510)}`])(
  '%s is a name',
  (name) => {
    expect(isSymbolName(name)).toBe(true);
  },
);

test.each([
  '',
  '.',
  '..',
  'a b',
  'a\nb',
  'a\tb',
  '1a',
  'a\u001b[31m',
  'a\0',
  'a/b',
  'é',
  `f${'o'.repeat(511)}`,
])('%j is none', (name) => {
  expect(isSymbolName(name)).toBe(false);
});
