import { expect, test } from 'vitest';
import { byLetter, hasTypePage, typeAnchor, typeLetter, typeOf, typePath } from './type-pages.ts';

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

test('a type is on the list of its first letter or digit, whatever underscores are before', () => {
  expect(typeLetter('struct net_device')).toBe('n');
  expect(typeLetter('struct __va_list_tag')).toBe('v');
  expect(typeLetter('union _ABC')).toBe('a');
  expect(typeLetter('struct 3w_data')).toBe('3');
  expect(typeLetter('struct __')).toBe('_');
  expect(typeLetter('struct &str')).toBe('_');
});

test('lists go by letter, and keep the order of names', () => {
  expect(byLetter(['struct _b', 'struct B', 'struct a'])).toEqual([
    ['a', ['struct a']],
    ['b', ['struct _b', 'struct B']],
  ]);
});
