import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collect } from '../archives/archive.ts';
import { decompress } from './compression.ts';
import { inChunks, problemOf } from '../fixtures.ts';
import { undoFilter } from './xz-filters.ts';

const hasXz = spawnSync('xz', ['--arm64', '--lzma2', '-c'], { input: '' }).status === 0;

function unpack(data: Buffer, chunkSize = 1000): Promise<Buffer> {
  return collect(decompress(inChunks(data, chunkSize), 'vmlinuz', 10_000_000));
}

test('the operand of a call becomes relative to the instruction that follows', async () => {
  const absolute = Buffer.from('9090e867000000c3', 'hex');
  const relative = Buffer.from('9090e860000000c3', 'hex');
  expect(await collect(undoFilter(inChunks(absolute, 3), 0x04))).toEqual(relative);
});

test('the operand of bl becomes relative to it, in words', async () => {
  const absolute = Buffer.alloc(12);
  absolute.writeUInt32LE(0x94000010, 8);
  const relative = Buffer.alloc(12);
  relative.writeUInt32LE(0x9400000e, 8);
  expect(await collect(undoFilter(inChunks(absolute, 5), 0x0a))).toEqual(relative);
});

test('an xz file with the filter for x86 is unpacked, and its checksum is that of the code', async () => {
  const packed = Buffer.from(
    '/Td6WFoAAAFpIt42AgEEACEBFgANhjUfAQATkOgWAAAA6PPpAAAAAP/pAwAAAMMAlhSxVQABKBT8zwFnkEKZDQEAAAAAAVla',
    'base64',
  );
  const code = Buffer.from('90e810000000e8e8e900000000ffe9f0ffffffc3', 'hex');
  expect(await unpack(packed)).toEqual(code);
  packed[packed.indexOf(0xc3)] = 0xc2;
  expect(await problemOf(unpack(packed))).toMatchObject({ kind: 'corrupt-input' });
});

test.skipIf(!hasXz).each([
  ['--x86', '--check=crc32'],
  ['--x86', '--check=sha256'],
  ['--x86', '--check=none'],
  ['--arm64', '--check=crc32'],
  ['--arm', '--check=crc32'],
  ['--armthumb', '--check=crc32'],
  ['--powerpc', '--check=crc32'],
])('what the xz program packs with %s %s is unpacked', async (filter, check) => {
  // Bytes that opcodes and small addresses are made of.
  const opcode = fc.constantFrom(
    0x00,
    0xff,
    0xe8,
    0xe9,
    0x90,
    0x94,
    0xb0,
    0x97,
    0x01,
    0x7f,
    0xeb,
    0xf0,
    0xf8,
    0x48,
  );
  const code = fc.array(opcode, { maxLength: 3000 }).map((bytes) => Buffer.from(bytes));
  await fc.assert(
    fc.asyncProperty(code, fc.integer({ min: 1, max: 5000 }), async (bytes, chunkSize) => {
      const packed = execFileSync('xz', [filter, '--lzma2', check, '-c'], { input: bytes });
      expect((await unpack(packed, chunkSize)).equals(bytes)).toBe(true);
    }),
    { numRuns: 15 },
  );
});
