import { expect, test } from 'vitest';
import { loaderIn, TableLoaders } from './history-table.ts';

const SETTINGS = { MODVERSIONS: true };

test('how kernels load modules is kept once in the table, and read back per release', () => {
  const loaders = new TableLoaders();
  const profile = (release: string) => ({
    uname: release,
    vermagic: `${release} SMP `,
    settings: SETTINGS,
    builtin: ['printk'],
    missingVersion: 'refused' as const,
  });
  const places = [loaders.add(profile('1.0')), loaders.add(undefined), loaders.add(profile('1.1'))];
  expect(places).toEqual([0, null, 0]);
  expect(loaders.list).toHaveLength(1);
  const variant = { vermagics: ['1.0 SMP ', null, '1.1 SMP '], loaders: places };
  expect(loaderIn({ loaders: loaders.list }, variant, 2)).toEqual(profile('1.1'));
  expect(loaderIn({ loaders: loaders.list }, variant, 1)).toBeUndefined();
  expect(loaderIn({}, { vermagics: ['1.0'] }, 0)).toBeUndefined();
});

test('a vermagic that modules told is not said to be exact', () => {
  const loaders = new TableLoaders();
  const at = loaders.add({ settings: SETTINGS });
  const variant = { vermagics: ['1.0 SMP'], loaders: [at] };
  expect(loaderIn({ loaders: loaders.list }, variant, 0)).toEqual({ uname: '1.0', settings: SETTINGS });
});
