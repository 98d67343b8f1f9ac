import { expect, test } from 'vitest';
import { Catalog, catalogOf, type CatalogTable } from './catalog.ts';

const TABLE: CatalogTable = {
  products: [
    {
      name: 'debian-12',
      title: 'Debian 12',
      releases: ['6.1.0-53', '6.1.0-54', '6.1.0-55'],
      built: ['2026-09-07', null, '2026-11-14'],
      follows: null,
    },
    { name: 'debian-14', title: 'Debian 14', releases: [], built: [], follows: 0 },
  ],
  variants: [{ product: 0, name: 'amd64', releases: [0, 2], generators: [], vermagics: [] }],
};
const catalog = new Catalog(TABLE);

test('tells a product by its name, with its releases in order', () => {
  const product = catalog.product('debian-12');
  expect(product).toMatchObject({ title: 'Debian 12', newest: '6.1.0-55' });
  expect([product.before('6.1.0-53'), product.before('6.1.0-54')]).toEqual([undefined, '6.1.0-53']);
  expect(product.ref('6.1.0-54')).toEqual({ product: 'debian-12', title: 'Debian 12', release: '6.1.0-54' });
});

test('has a day where a snapshot tells it, and null where none does', () => {
  const product = catalog.product('debian-12');
  expect([product.dayOf('6.1.0-53'), product.dayOf('6.1.0-54')]).toEqual(['2026-09-07', null]);
});

test('a product of which nothing is on file has no newest release', () => {
  expect(catalog.product('debian-14').newest).toBeUndefined();
});

test('a variant has the releases of which it has a snapshot', () => {
  expect(catalog.variant('debian-12', 'amd64')?.releases).toEqual(['6.1.0-53', '6.1.0-55']);
  expect(catalog.variant('debian-12', 'arm64')).toBeUndefined();
  expect(catalog.variant('debian-14', 'amd64')).toBeUndefined();
});

test('what must be there and is not is a fault that says its name', () => {
  expect(() => catalog.product('debian-15')).toThrow('no product "debian-15" is on file');
  expect(() => catalog.product('debian-12').dayOf('6.1.0-99')).toThrow(
    'debian-12 has no release "6.1.0-99" on file',
  );
  expect(() => catalog.product('debian-12').ref('')).toThrow('debian-12 has no release "" on file');
  expect(() => new Catalog({ ...TABLE, products: [] })).toThrow('no item 0 in a list of 0');
});

test('what people wrote is looked up without a fault', () => {
  expect(catalog.find('debian-15')).toBeUndefined();
  expect(catalog.find('debian-12')?.has('6.1.0-99')).toBe(false);
});

test('is made once for a table', () => {
  expect(catalogOf(TABLE)).toBe(catalogOf(TABLE));
});
