import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collect } from '../archives/archive.ts';
import { decompress } from './compression.ts';
import { inChunks, problemOf } from '../fixtures.ts';

const hasLz4 = spawnSync('lz4', ['--version']).status === 0;
const MAGIC = '02214c18';
/** "abc" as it is, then ten bytes from three back, then "d!". */
const BLOCK = '366162630300206421';

function unpack(data: Buffer, limit = 100_000_000): Promise<Buffer> {
  return collect(decompress(inChunks(data, 1000), 'vmlinuz', limit));
}

function lz4(...blocks: string[]): Buffer {
  const parts = blocks.map((hex) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(hex.length / 2);
    return Buffer.concat([size, Buffer.from(hex, 'hex')]);
  });
  return Buffer.concat([Buffer.from(MAGIC, 'hex'), ...parts]);
}

test('blocks of literals and repeats are unpacked, one file after the other', async () => {
  expect((await unpack(lz4(BLOCK))).toString()).toBe('abcabcabcabcad!');
  expect((await unpack(lz4(BLOCK, BLOCK))).toString()).toBe('abcabcabcabcad!abcabcabcabcad!');
  expect((await unpack(Buffer.concat([lz4(BLOCK), lz4(BLOCK)]))).toString()).toBe(
    'abcabcabcabcad!abcabcabcabcad!',
  );
});

test.each([
  ['ends within its literals', '3661'],
  ['ends before the distance of a repeat', '3661626303'],
  ['repeats what was before its start', '366162630400206421'],
  ['repeats at a distance of nothing', '366162630000206421'],
  ['is empty', ''],
  ['unpacks to more than a block may', `1f610100${'ff'.repeat(33_000)}001062`],
])('a block that %s is corrupt', async (_, block) => {
  expect(await problemOf(unpack(lz4(block)))).toEqual({
    kind: 'corrupt-input',
    path: 'vmlinuz',
    detail: 'bad lz4 data',
  });
});

test('a bomb is refused as soon as it unpacks to more than the limit', async () => {
  const zeros = `1f000100${'ff'.repeat(30_000)}00500000000000`;
  const bomb = lz4(...Array.from({ length: 20 }, () => zeros));
  expect(await problemOf(unpack(bomb, 10_000_000))).toMatchObject({ kind: 'limit-exceeded' });
});

test.skipIf(!hasLz4)('what the lz4 program packs is unpacked', async () => {
  const part = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.record({ byte: fc.nat(255), size: fc.nat(9_000_000) }).map(({ byte, size }) => {
      return new Uint8Array(size).fill(byte);
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 4 }), async (parts) => {
      const data = Buffer.concat(parts);
      const packed = execFileSync('lz4', ['-l', '-9', '-c'], { input: data, maxBuffer: 100_000_000 });
      expect((await unpack(packed)).equals(data)).toBe(true);
    }),
    { numRuns: 10 },
  );
});
