import { expect, test } from 'vitest';
import { isReserve } from './reserve.ts';

test.each([
  'kabi_reserved1',
  'rh_reserved1',
  'android_kabi_reserved1',
  'android_backport_reserved2',
  'ck_reserved1',
  'suse_kabi_padding',
  '__kabi_reserved0',
])('%s is reserve', (name) => {
  expect(isReserve(name)).toBe(true);
});

test.each(['reserved', 'reserved1', 'padding', 'android_vendor_data1', 'kabi_aux_ptr', 'list'])(
  '%s is none',
  (name) => {
    expect(isReserve(name)).toBe(false);
  },
);
