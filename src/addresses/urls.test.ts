import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createUrls, pairName, symbolShard } from './urls.ts';

const root = createUrls('/');
const below = createUrls('/some/path/');

test('every address is short, guessable and ends in a slash', () => {
  expect(root.home).toBe('/');
  expect(root.symbol('vfio_pin_pages')).toBe('/s/vfio_pin_pages/');
  expect(root.product('debian-12')).toBe('/r/debian-12/');
  expect(root.release('debian-12', '6.1.0-54')).toBe('/r/debian-12/6.1.0-54/');
  expect(root.latest('debian-12')).toBe('/r/debian-12/latest/');
  expect(root.compare('debian-12', '6.1.0-53', '6.1.0-54')).toBe('/c/debian-12/6.1.0-53..6.1.0-54/');
  expect(root.module('drivers/vfio/vfio')).toBe('/m/drivers/vfio/vfio/');
  expect(root.compareRows('p', '1', '2', 'drivers/vfio/vfio')).toBe('/c/p/1..2/drivers/vfio/vfio/');
  expect(root.symbolShard('vf')).toBe('/symbols/vf/');
  expect(root.document('discussions', 'oeep-0009')).toBe('/discussions/oeep-0009/');
  expect(root.document('notes', 'linux-5.15')).toBe('/notes/linux-5.15/');
  expect(root.page('about')).toBe('/about/');
  expect(root.file('favicon.svg')).toBe('/favicon.svg');
});

test('below a path, every address starts with it', () => {
  expect(below.home).toBe('/some/path/');
  expect(below.releases).toBe('/some/path/r/');
  expect(below.symbol('kfree')).toBe('/some/path/s/kfree/');
  expect(below.file('search/symbols.txt')).toBe('/some/path/search/symbols.txt');
  expect(createUrls('/some/path').home).toBe('/some/path/');
});

test('what a path segment may hold stays readable, the rest is encoded', () => {
  expect(root.release('debian-13', '6.12.115+deb13.1')).toBe('/r/debian-13/6.12.115+deb13.1/');
  expect(root.release('p', '6.1~rc3')).toBe('/r/p/6.1~rc3/');
  expect(root.symbol('a$b.c')).toBe('/s/a$b.c/');
  expect(root.symbol('a/b?c#d%')).toBe('/s/a%2Fb%3Fc%23d%25/');
});

test('a browser reads back the name that went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      fc.pre(!/^\.+$/.test(name));
      const { pathname, search, hash } = new URL(root.symbol(name), 'https://host.example');
      expect([decodeURIComponent(pathname), search, hash]).toEqual([`/s/${name}/`, '', '']);
    }),
  );
});

test('a pair is named by its releases, older first', () => {
  expect(pairName('6.1.0-53', '6.1.0-54')).toBe('6.1.0-53..6.1.0-54');
});

test.each([
  ['vfio_pin_pages', 'vf'],
  ['__alloc_skb', 'al'],
  ['DAC1064_global_init', 'da'],
  ['x', 'x'],
  ['_x', 'x'],
  ['___', '_'],
  ['.dot', 'do'],
  ['a.b', 'a_'],
  ['$x', '$x'],
])('the list of %s is %s', (symbol, shard) => {
  expect(symbolShard(symbol)).toBe(shard);
});

test('names that differ in case or leading underscores are on one list', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z_.$][A-Za-z0-9_.$]*$/), (symbol) => {
      expect(symbolShard(symbol.toUpperCase())).toBe(symbolShard(symbol));
      expect(symbolShard(`__${symbol}`)).toBe(symbolShard(symbol));
      expect(symbolShard(symbol)).toMatch(/^[a-z0-9_$]{1,2}$/);
    }),
  );
});

describe('in Chinese', () => {
  const zh = createUrls('/some/path', 'zh');

  test('pages of prose lie below /zh/, pages of rows and files where they are in English', () => {
    expect([zh.home, zh.policies, zh.document('notes', 'x'), zh.release('p', '1')]).toEqual([
      '/some/path/zh/',
      '/some/path/zh/policy/',
      '/some/path/zh/notes/x/',
      '/some/path/zh/r/p/1/',
    ]);
    expect(zh.policy('v', 'p', 'within-minor')).toBe('/some/path/zh/policy/v/#p-within-minor');
    expect([zh.root, zh.symbol('kfree'), zh.product('p'), zh.file('favicon.svg')]).toEqual([
      '/some/path/',
      '/some/path/s/kfree/',
      '/some/path/r/p/',
      '/some/path/favicon.svg',
    ]);
  });

  test('a path leads to the same page in the other language, and back', () => {
    for (const urls of [zh, createUrls('/some/path/')]) {
      expect(urls.translated('/some/path/policy/', 'zh')).toBe('/some/path/zh/policy/');
      expect(urls.translated('/some/path/zh/policy/', 'en')).toBe('/some/path/policy/');
      expect(urls.translated('/some/path/zh/', 'zh')).toBe('/some/path/zh/');
      expect([urls.languageOf('/some/path/zh/'), urls.languageOf('/some/path/')]).toEqual(['zh', 'en']);
    }
  });
});

test('a symbol whose name no file could have gets a short address of its own', () => {
  const long = `_R${'Nv'.repeat(200)}`;
  const address = createUrls('/').symbol(long);
  expect(address).toMatch(/^\/s\/_R[Nv]{181}~[0-9a-f]{16}\/$/);
  expect(createUrls('/').symbol(`${long}x`)).not.toBe(address);
  expect(createUrls('/').symbol(long.slice(0, 200))).toBe(`/s/${long.slice(0, 200)}/`);
  expect(createUrls('/').importers(long)).toBe(`${address}importers/`);
});
