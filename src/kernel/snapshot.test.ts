import { expect, test } from 'vitest';
import { compareText } from '../base/text.ts';
import { formatCrc } from './export.ts';
import { variantName, parseVariantName } from './variant.ts';
import { snapshotName } from './snapshot.ts';

test.each([
  [0x5dd83415, '0x5dd83415'],
  [0x0ab63904, '0x0ab63904'],
  [0xffffffff, '0xffffffff'],
  [0, '0x00000000'],
])('the CRC %i prints as in Module.symvers', (crc, text) => {
  expect(formatCrc(crc)).toBe(text);
});

test.each([
  [{ arch: 'amd64', flavour: 'default' }, 'amd64'],
  [{ arch: 'arm64', flavour: 'rt' }, 'arm64-rt'],
  [{ arch: 'aarch64', flavour: '64k-debug' }, 'aarch64-64k-debug'],
])('the folder of a build reads back as its architecture and flavour', (id, variant) => {
  expect(variantName(id)).toBe(variant);
  expect(parseVariantName(variant)).toEqual(id);
});

test('a snapshot is named by product, release and folder', () => {
  const id = { product: 'debian-12', release: '6.1.0-54', arch: 'amd64', flavour: 'default' };
  expect(snapshotName(id)).toBe('debian-12/6.1.0-54/amd64');
  expect(snapshotName({ ...id, flavour: 'cloud' })).toBe('debian-12/6.1.0-54/amd64-cloud');
});

test('text sorts by code unit, whatever the locale would say', () => {
  const names = ['sprint_oid', '_copy_to_user', 'sprint_OID', '__copy', 'Zlib', 'a'];
  expect(names.toSorted(compareText)).toEqual([
    'Zlib',
    '__copy',
    '_copy_to_user',
    'a',
    'sprint_OID',
    'sprint_oid',
  ]);
});
