import { expect, test } from 'vitest';
import { collect } from '../archives/archive.ts';
import { ByteReader } from './byte-reader.ts';
import { inChunks, problemOf } from '../fixtures.ts';

test('bytes are read by count, wherever the chunks end', async () => {
  const reader = new ByteReader(inChunks('abcdefghij', 3), 'x');
  expect((await reader.peek(4)).toString()).toBe('abcd');
  expect((await reader.read(5)).toString()).toBe('abcde');
  await reader.skip(2);
  expect((await collect(reader.rest())).toString()).toBe('hij');
  expect(await reader.readUnlessEnd(4)).toBeUndefined();
});

test('peek returns what there is at the end', async () => {
  expect((await new ByteReader(inChunks('ab'), 'x').peek(8)).toString()).toBe('ab');
});

test('an input that ends too early is corrupt', async () => {
  const reader = new ByteReader(inChunks('abc'), 'a.deb');
  expect(await problemOf(reader.read(4))).toEqual({
    kind: 'corrupt-input',
    path: 'a.deb',
    detail: 'it ends too early',
  });
});

test('a consumer that stops early closes the input', async () => {
  let isClosed = false;
  const input = async function* () {
    try {
      yield* inChunks('abcdef', 1);
    } finally {
      isClosed = true;
    }
  };
  for await (const part of new ByteReader(input(), 'x').rest()) {
    expect(part).toHaveLength(1);
    break;
  }
  expect(isClosed).toBe(true);
});
