import { expect, test } from 'vitest';
import { generationsOf, layoutOf } from './generations.ts';

const id = (release: string) => ({ product: 'debian-12', release, arch: 'amd64', flavour: 'default' });

test('kernels of one module_layout are one generation, wherever they stand', () => {
  const kernels = [
    { id: id('6.1.0-1'), layout: 7 },
    { id: id('6.1.0-2'), layout: 9 },
    { id: id('6.1.0-3'), layout: 7 },
  ];
  expect(generationsOf(kernels)).toEqual([
    { crc: 7, builds: [id('6.1.0-1'), id('6.1.0-3')] },
    { crc: 9, builds: [id('6.1.0-2')] },
  ]);
});

test('kernels without CRCs are of no generation, and not of one with each other', () => {
  expect(
    generationsOf([
      { id: id('7.2.1'), layout: 0 },
      { id: id('7.2.2'), layout: undefined },
    ]),
  ).toEqual([]);
});

test('the generation of a module is among its imports', () => {
  expect(layoutOf([{ symbol: 'module_layout', crc: 7 }])).toBe(7);
  expect(layoutOf([{ symbol: 'kfree', crc: 7 }])).toBeUndefined();
  expect(layoutOf([{ symbol: 'module_layout', crc: null }])).toBeUndefined();
});
