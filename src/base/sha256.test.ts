import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
])('the digest of "%s" is that of FIPS 180-4', (text, digest) => {
  expect(sha256(new TextEncoder().encode(text))).toBe(digest);
});

test('of any bytes it is what sha256sum prints, also of a part of a larger buffer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(20), (bytes, start) => {
      const part = bytes.subarray(Math.min(start, bytes.length));
      expect(sha256(part)).toBe(createHash('sha256').update(part).digest('hex'));
    }),
  );
});

test('a megabyte is digested alike', () => {
  const bytes = Uint8Array.from({ length: 1_048_583 }, (_, index) => (index * 31 + (index >> 7)) & 0xff);
  expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
});
