import { expect, test } from 'vitest';
import type { ProductHistory, Span } from '../../history/symbol-history.ts';
import { generationRows, generationsBlocks, generationsSection } from './generations.ts';

function present(from: number, to: number, crc: number): Span {
  const state = {
    crc,
    module: 'vmlinux',
    type: 'EXPORT_SYMBOL',
    namespace: '',
    generator: crc === 0 ? ('none' as const) : ('genksyms' as const),
  };
  return { kind: 'present', from, to, state };
}

function product(title: string, releases: readonly string[], spans: readonly Span[]): ProductHistory {
  const variant = {
    name: 'amd64',
    spans,
    events: new Map(),
    updates: { comparable: 0, crcChanged: 0 },
    newest: null,
  };
  return { name: title, title, releases, built: releases.map(() => null), variants: [variant] };
}

const PRODUCTS = [
  product('Debian 12', ['6.1.0-1', '6.1.0-2', '6.1.0-3'], [present(0, 1, 7), present(2, 2, 9)]),
  product('Derived', ['6.1-1'], [present(0, 0, 7)]),
  product('Debian sid', ['7.2.1'], [present(0, 0, 0)]),
];

test('kernels of one module_layout stand together, and those without CRCs nowhere', () => {
  expect(generationRows('module_layout', PRODUCTS)).toEqual([
    {
      crc: '0x00000007',
      builds: 3,
      kernels: ['Derived 6.1-1, amd64', 'Debian 12 6.1.0-1 to 6.1.0-2, amd64'],
    },
    { crc: '0x00000009', builds: 1, kernels: ['Debian 12 6.1.0-3, amd64'] },
  ]);
});

test('of other symbols nothing is said', () => {
  expect(generationRows('kfree', PRODUCTS)).toEqual([]);
  expect(generationsBlocks([])).toEqual([]);
});

test('the groups are counted, and each has an anchor', () => {
  const page = generationsSection(generationRows('module_layout', PRODUCTS), 2).text;
  expect(page).toContain('The 4 builds on file with CRCs fall into 2 groups');
  expect(page).toContain('<tr id="0x00000009">');
});
