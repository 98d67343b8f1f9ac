import { expect, test } from 'vitest';
import { Fault } from '../../../src/base/problems.ts';
import type { Product } from '../../../src/history/product.ts';
import { identify, isIdentityName, matchesRelease } from './identify.ts';

function product(name: string, ...releases: string[]): Product {
  return {
    name,
    title: name,
    vendor: 'x',
    order: 'debian',
    summary: 'x',
    about: '',
    sources: [],
    dates: [],
    releases,
  };
}

const PRODUCTS = [product('debian-12', '6.1.0-*'), product('debian-13', '*+deb13*'), product('manual')];
const BUILD = { release: '6.1.0-54', arch: 'amd64', flavour: 'default' };

function problemOf(...args: Parameters<typeof identify>) {
  try {
    return identify(...args);
  } catch (error) {
    return error instanceof Fault ? error.problem : error;
  }
}

test('a build that says what it is needs no options', () => {
  expect(identify(BUILD, {}, PRODUCTS, 'a.deb')).toEqual({ product: 'debian-12', ...BUILD });
});

test('what the build does not say, the options do', () => {
  const requested = { product: 'manual', release: 'r1', arch: 'x86_64' };
  expect(identify({}, requested, PRODUCTS, 'Module.symvers')).toEqual({ ...requested, flavour: 'default' });
  expect(identify({}, { ...requested, flavour: 'rt' }, PRODUCTS, 'Module.symvers')).toMatchObject({
    flavour: 'rt',
  });
});

test('an option that repeats what the build says is fine, one that denies it is not', () => {
  expect(identify(BUILD, { arch: 'amd64' }, PRODUCTS, 'a.deb')).toMatchObject({ arch: 'amd64' });
  expect(problemOf(BUILD, { arch: 'arm64' }, PRODUCTS, 'a.deb')).toEqual({
    kind: 'identity-conflict',
    path: 'a.deb',
    detail: 'arch amd64, not arm64',
  });
});

test('what is missing is asked for by the names of the options', () => {
  expect(problemOf({}, {}, PRODUCTS, 'Module.symvers')).toEqual({
    kind: 'identity-unknown',
    path: 'Module.symvers',
    detail: 'give --product, --release, --arch',
  });
  expect(problemOf({}, { product: 'manual', release: 'r1' }, PRODUCTS, 'x')).toMatchObject({
    detail: 'give --arch',
  });
});

test('a release that no product takes, or two do, needs --product', () => {
  expect(problemOf({ ...BUILD, release: '9.9' }, {}, PRODUCTS, 'x')).toMatchObject({
    detail: 'give --product (no product on file takes a release named 9.9)',
  });
  const both = [...PRODUCTS, product('other', '6.?.0-54')];
  expect(problemOf(BUILD, {}, both, 'x')).toMatchObject({
    detail: 'give --product (debian-12 and other both take a release named 6.1.0-54)',
  });
  expect(identify(BUILD, { product: 'other' }, both, 'x')).toMatchObject({ product: 'other' });
});

test('an unknown product is named with those on file', () => {
  expect(problemOf(BUILD, { product: 'debian-21' }, PRODUCTS, 'x')).toEqual({
    kind: 'unknown-product',
    path: 'x',
    detail: '"debian-21"; on file are debian-12, debian-13, manual',
  });
  expect(problemOf(BUILD, { product: 'x' }, [], 'x')).toMatchObject({ detail: '"x"; on file is none' });
});

test('a name that cannot be a folder counts as not said', () => {
  const build = { release: '<script>', arch: '../x', flavour: 'default' };
  expect(problemOf(build, { product: 'manual' }, PRODUCTS, 'x')).toMatchObject({
    detail: 'give --release, --arch',
  });
});

test.each([
  ['6.1.0-*', '6.1.0-54', true],
  ['6.1.0-*', '6x1.0-54', false],
  ['*+deb13*', '6.12.115+deb13.1', true],
  ['*+deb13*', '6.12.115+deb12', false],
  ['6.?', '6.1', true],
  ['6.?', '6.12', false],
  ['(a|b)', 'a', false],
])('the pattern %s, the release %s: %s', (pattern, release, matches) => {
  expect(matchesRelease(pattern, release)).toBe(matches);
});

test('an architecture has no hyphen, and no name leaves its folder', () => {
  expect(isIdentityName('arch', 'x86_64')).toBe(true);
  expect(isIdentityName('arch', 'amd64-rt')).toBe(false);
  expect(isIdentityName('flavour', '64k-debug')).toBe(true);
  for (const name of ['..', '.hidden', 'a/b', '', '<script>', 'a b'])
    expect(isIdentityName('release', name)).toBe(false);
});
