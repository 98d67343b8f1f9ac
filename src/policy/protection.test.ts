import { expect, test } from 'vitest';
import { protectedShares, protectorsOf } from './protection.ts';

const listing = { vendor: 'acme', id: 'one', title: { en: 'Acme 1' }, term: { en: 'golden list' } };
const keeping = { vendor: 'acme', id: 'two', title: { en: 'Acme 2' }, term: null };
const PROTECTIONS = {
  policies: [listing, keeping],
  symbols: { kfree: [0] },
  products: { 'acme-2': [1] },
  modules: ['gizmo', 'widget'],
  requiredBy: { kfree: [{ policy: 0, modules: [1] }] },
};

test('a symbol is protected by the lists that have it, and by promises to keep all exports of a product; the list may say for whom', () => {
  expect(protectorsOf('kfree', ['acme-2'], PROTECTIONS)).toEqual([
    { ...listing, basis: 'list', requiredBy: ['widget'] },
    { ...keeping, basis: 'all', requiredBy: [] },
  ]);
  expect(protectorsOf('kmalloc', ['acme-1'], PROTECTIONS)).toEqual([]);
});

test('a symbol named like a property of every object is protected by nobody', () => {
  expect(protectorsOf('constructor', ['toString'], PROTECTIONS)).toEqual([]);
});

test('a driver has a share under every policy with a list', () => {
  expect(protectedShares(['kfree', 'kmalloc'], PROTECTIONS)).toEqual([
    { policy: listing, protected: ['kfree'], unprotected: ['kmalloc'] },
  ]);
});
