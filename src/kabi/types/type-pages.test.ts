import { expect, test } from 'vitest';
import { hasTypePage, typeAnchor, typeOf, typePath } from './type-pages.ts';

test('a type has a page if its name can be that of a folder', () => {
  expect(hasTypePage('struct net_device')).toBe(true);
  expect(hasTypePage('struct Option<alloc::boxed::Box<T>>')).toBe(true);
  expect(hasTypePage('struct ..')).toBe(false);
  expect(hasTypePage('struct a/b')).toBe(false);
  expect(hasTypePage('struct a\nb')).toBe(false);
  expect(hasTypePage(`struct ${'x'.repeat(151)}`)).toBe(false);
});

test('the page of a type is named by kind and name', () => {
  expect(typePath('struct net_device')).toEqual(['struct', 'net_device']);
  expect(typePath('typedef long name')).toEqual(['typedef', 'long name']);
});

test('a cause is about a type, or else about the declaration of an export', () => {
  expect(typeOf({ kind: 'struct', name: 'net_device' })).toBe('struct net_device');
  expect(typeOf({ kind: 'function', name: 'register_netdev' })).toBe(undefined);
  expect(typeOf({ kind: 'variable', name: 'init_net' })).toBe(undefined);
});

test('an anchor holds no blank', () => {
  expect(typeAnchor({ kind: 'struct', name: 'net_device' })).toBe('struct-net_device');
  expect(typeAnchor({ kind: 'typedef', name: 'long name' })).toBe('typedef-long-name');
});
