import { expect, test } from 'vitest';
import { rustChanges } from './rust-changes.ts';

const removed = (symbol: string) => ({ symbol, kinds: ['removed'] as const });
const added = (symbol: string) => ({ symbol, kinds: ['added'] as const });

test('functions of Rust that another compiler gave another hash are in both kernels', () => {
  const changes = [
    removed('_RNvMNtCsbZfwWpAStWS_4core3stre12escape_debug'),
    added('_RNvMNtCsjJ6pmSBbkgH_4core3stre12escape_debug'),
    removed('_RNvMNtCsbZfwWpAStWS_4core3stre12substr_range'),
    removed('kfree_old'),
    added('kfree_new'),
  ];
  expect(rustChanges(changes)).toEqual({ added: 1, removed: 2, renamed: 1 });
});

test('a kernel without Rust has no such changes', () => {
  expect(rustChanges([removed('a'), added('b')])).toEqual({ added: 0, removed: 0, renamed: 0 });
});
