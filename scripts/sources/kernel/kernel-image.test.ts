import { execFileSync, spawnSync } from 'node:child_process';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fault } from '../../../src/base/problems.ts';
import { elfOf } from '../../../tests/support/elf-writer.ts';
import { bzImageOf, problemOf, zbootOf } from '../fixtures.ts';
import { readKernelImage } from './kernel-image.ts';
import { LIMITS } from '../bytes/limits.ts';

const BTF = Buffer.from('a section');
const VMLINUX = Buffer.from(
  elfOf(
    { bits: 64, isLittleEndian: true, machine: 62, type: 2 },
    [
      { name: '.rodata', data: Buffer.from('Linux version 6.1.0-54-amd64 (debian)\0') },
      { name: '.BTF', data: BTF },
    ],
    [],
  ),
);
const KERNEL = { uname: '6.1.0-54-amd64', machine: 'x86_64', btf: Uint8Array.from(BTF) };
const hasXz = spawnSync('xz', ['--version']).status === 0;
const hasLz4 = spawnSync('lz4', ['--version']).status === 0;

function read(image: Buffer, limits = {}) {
  return readKernelImage(image, 'vmlinuz', { ...LIMITS, ...limits });
}

test.each([
  ['vmlinux', VMLINUX],
  ['vmlinux.zst', zstdCompressSync(VMLINUX)],
  ['a bzImage packed with gzip', bzImageOf(gzipSync(VMLINUX))],
  ['a bzImage packed with zstd', bzImageOf(zstdCompressSync(VMLINUX), VMLINUX.length)],
  ['an EFI zboot image', zbootOf(gzipSync(VMLINUX))],
  ['an EFI zboot image of a packed kernel', zbootOf(zstdCompressSync(gzipSync(VMLINUX)))],
])('%s is opened', async (_, image) => {
  expect(await read(image)).toEqual(KERNEL);
});

test.skipIf(!hasXz)('a bzImage packed with xz as the kernel packs it is opened', async () => {
  const options = ['--check=crc32', '--x86', '--lzma2=dict=32MiB', '-c'];
  const packed = execFileSync('xz', options, { input: VMLINUX });
  expect(await read(bzImageOf(packed, VMLINUX.length))).toEqual(KERNEL);
});

test.skipIf(!hasLz4)('a bzImage packed with lz4 as the kernel packs it is opened', async () => {
  const packed = execFileSync('lz4', ['-l', '-9', '-c'], { input: VMLINUX });
  expect(await read(bzImageOf(packed, VMLINUX.length))).toEqual(KERNEL);
});

/** A boot program of s390: code, some of which looks packed, the kernel, and more data. */
function programOf(packed: Buffer): Buffer {
  const program = Buffer.alloc(0x10100);
  program.write('S390EP', 0x10008);
  Buffer.from('1f8b0800', 'hex').copy(program, 0x100);
  Buffer.from('28b52ffd00', 'hex').copy(program, 0x200);
  return Buffer.concat([program, packed, Buffer.from('and more'), Buffer.alloc(100)]);
}

test.each([
  ['gzip', gzipSync(VMLINUX)],
  ['zstd', zstdCompressSync(VMLINUX)],
])('the kernel in a program that does not say where it is, packed with %s, is found', async (_, packed) => {
  expect(await read(programOf(packed))).toEqual(KERNEL);
});

test.skipIf(!hasXz)('and packed with xz, or lz4', async () => {
  const packed = execFileSync('xz', ['--check=crc32', '--arm', '--lzma2', '-c'], { input: VMLINUX });
  expect(await read(programOf(packed))).toEqual(KERNEL);
  if (!hasLz4) return;
  const lz4 = execFileSync('lz4', ['-l', '-9', '-c'], { input: VMLINUX });
  expect(await read(programOf(lz4))).toEqual(KERNEL);
});

test('a program without a kernel says so', async () => {
  expect(await problemOf(read(programOf(Buffer.alloc(0))))).toMatchObject({ kind: 'nothing-found' });
});

test('a payload that unpacks to another size than was packed is corrupt', async () => {
  expect(await problemOf(read(bzImageOf(zstdCompressSync(VMLINUX), 100)))).toEqual({
    kind: 'corrupt-input',
    path: 'vmlinuz',
    detail: `100 bytes were packed, ${VMLINUX.length} came out`,
  });
});

test('a bomb is refused as soon as it is larger than a kernel', async () => {
  const bomb = bzImageOf(zstdCompressSync(Buffer.alloc(2_000_000)), 2_000_000);
  expect(await problemOf(read(bomb, { kernel: 1_000_000 }))).toMatchObject({ kind: 'limit-exceeded' });
});

test('compressions that are not unpacked here are named', async () => {
  const lzma = bzImageOf(Buffer.from('5d00008000ffffffff', 'hex'), 100);
  expect(await problemOf(read(lzma))).toMatchObject({ kind: 'unsupported-compression', detail: 'lzma' });
});

test('what holds no kernel is none, however often it is packed', async () => {
  const none = { kind: 'not-a-kernel', path: 'vmlinuz' };
  expect(await problemOf(read(Buffer.from('[Unit]\n')))).toEqual({ ...none, detail: 'text' });
  expect(await problemOf(read(gzipSync('[Unit]\n')))).toEqual({ ...none, detail: 'text' });
  const often = [1, 2, 3, 4, 5].reduce((inner) => gzipSync(inner), VMLINUX);
  expect(await problemOf(read(often))).toMatchObject(none);
});

test('whatever is wrong with an image ends in a fault, or in a kernel', async () => {
  const images = [
    VMLINUX,
    bzImageOf(zstdCompressSync(VMLINUX), VMLINUX.length),
    zbootOf(gzipSync(VMLINUX)),
    programOf(zstdCompressSync(VMLINUX)),
  ];
  const damaged = fc
    .tuple(fc.constantFrom(...images), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }), fc.nat())
    .map(([image, edits, length]) => {
      const bytes = Buffer.from(
        image.subarray(0, image.length - (length % 4 === 0 ? length % image.length : 0)),
      );
      for (const [at, value] of edits) if (bytes.length > 0) bytes[at % bytes.length] = value;
      return bytes;
    });
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      try {
        await read(bytes, { kernel: 1_000_000 });
      } catch (error) {
        expect(error).toBeInstanceOf(Fault);
      }
    }),
    { numRuns: 300 },
  );
});
