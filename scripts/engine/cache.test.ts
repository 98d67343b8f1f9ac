import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../sources/fixtures.ts';
import { Cache } from './cache.ts';

let folder = '';
beforeEach(() => {
  folder = path.join(temporaryFolder(), 'cache');
});

const VALUE = new Map([['symbol', ['a', 'b']]]);

test('what was stored is there for the same name, key and code, and for no other', () => {
  new Cache(folder, 'code').store('name', 'key', VALUE);
  expect(new Cache(folder, 'code').load('name', 'key')).toEqual(VALUE);
  expect(new Cache(folder, 'code').load('other name', 'key')).toBeUndefined();
  expect(new Cache(folder, 'code').load('name', 'other key')).toBeUndefined();
  expect(new Cache(folder, 'other code').load('name', 'key')).toBeUndefined();
});

test('a name has one file, and keeps what was stored last', () => {
  const cache = new Cache(folder, 'code');
  cache.store('a/b:c', 'old', 1);
  cache.store('a/b:c', 'new', 2);
  expect(readdirSync(folder)).toHaveLength(1);
  expect([cache.load('a/b:c', 'old'), cache.load('a/b:c', 'new')]).toEqual([undefined, 2]);
});

test('no flipped bit is taken for a value', () => {
  const cache = new Cache(folder, 'code');
  cache.store('name', 'key', VALUE);
  const [name = ''] = readdirSync(folder);
  const file = path.join(folder, name);
  const whole = readFileSync(file);
  for (let bit = 0; bit < whole.length * 8; bit += 1) {
    const damaged = Buffer.from(whole);
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    writeFileSync(file, damaged);
    expect(cache.load('name', 'key'), `bit ${bit}`).toBeUndefined();
  }
});

test('what is cut off is not taken for a value, and can be stored again', () => {
  const cache = new Cache(folder, 'code');
  cache.store('name', 'key', VALUE);
  const [name = ''] = readdirSync(folder);
  for (const length of [0, 10, 35, 36, 40]) {
    writeFileSync(path.join(folder, name), readFileSync(path.join(folder, name)).subarray(0, length));
    expect(cache.load('name', 'key')).toBeUndefined();
    cache.store('name', 'key', VALUE);
    expect(cache.load('name', 'key')).toEqual(VALUE);
  }
});

test('what is taken out is gone', () => {
  const cache = new Cache(folder, 'code');
  cache.store('name', 'key', VALUE);
  expect(cache.take('name', 'key')).toEqual(VALUE);
  expect(cache.take('name', 'key')).toBeUndefined();
});

test('what nobody asked for is pruned', () => {
  const before = new Cache(folder, 'code');
  for (const name of ['kept', 'left']) before.store(name, 'key', name);
  const after = new Cache(folder, 'code');
  expect(after.load('kept', 'key')).toBe('kept');
  after.prune();
  expect([after.load('kept', 'key'), after.load('left', 'key')]).toEqual(['kept', undefined]);
  new Cache(path.join(folder, 'nothing'), 'code').prune();
});
