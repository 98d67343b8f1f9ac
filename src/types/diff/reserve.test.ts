import { expect, test } from 'vitest';
import { hidesReplaced, isReserve, withoutUniqueIds } from './reserve.ts';

test.each([
  'kabi_reserved1',
  'rh_reserved1',
  'android_kabi_reserved1',
  'android_backport_reserved2',
  'ck_reserved1',
  'suse_kabi_padding',
  '__kabi_reserved0',
  'uek_reserved1',
  'kylin_kabi_reserved3',
  'deepin_kabi_reserved1',
  'deepin_reserved2',
  'ck_kabi_reserved1',
  'ali_reserved1',
])('%s is reserve', (name) => {
  expect(isReserve(name)).toBe(true);
});

test.each([
  'reserved',
  'reserved1',
  'padding',
  'hw_reserved',
  '__reserved2',
  'android_vendor_data1',
  'kabi_aux_ptr',
  'list',
])('%s is none', (name) => {
  expect(isReserve(name)).toBe(false);
});

test.each(['kabi_hide1', 'rh_kabi_hide4', '__UNIQUE_ID_kabi_hide123', '__UNIQUE_ID_rh_kabi_hide_57'])(
  '%s hides what was replaced',
  (name) => {
    expect(hidesReplaced(name)).toBe(true);
  },
);

test('other names hide nothing', () => {
  expect(['hide', 'kabi_hidden', 'kabi_hide_list'].some(hidesReplaced)).toBe(false);
});

test('the numbers of __UNIQUE_ID say nothing', () => {
  expect(withoutUniqueIds('struct { int a; } __UNIQUE_ID_rh_kabi_hide55;')).toBe(
    'struct { int a; } __UNIQUE_ID_rh_kabi_hide;',
  );
  expect(withoutUniqueIds('int unique55;')).toBe('int unique55;');
});
