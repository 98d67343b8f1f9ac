import { execFileSync, spawnSync } from 'node:child_process';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collect } from '../archives/archive.ts';
import { decompress, detectCompression } from './compression.ts';
import { inChunks, packXz, problemOf } from '../fixtures.ts';

const TEXT = Buffer.from('0x12345678\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n'.repeat(100));
const PACKED = {
  gzip: gzipSync(TEXT),
  xz: packXz(TEXT),
  'xz with SHA-256': packXz(TEXT, 'sha256'),
  zstd: zstdCompressSync(TEXT, { params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
};
const hasXz = spawnSync('xz', ['--version']).status === 0;

function unpack(data: Buffer, limit = 1_000_000, chunkSize?: number): Promise<Buffer> {
  return collect(decompress(inChunks(data, chunkSize), 'a.symvers', limit));
}

test('what packed a file is told by its first bytes', () => {
  expect(detectCompression(PACKED.gzip)).toBe('gzip');
  expect(detectCompression(PACKED.xz)).toBe('xz');
  expect(detectCompression(PACKED.zstd)).toBe('zstd');
  expect(detectCompression(TEXT)).toBeUndefined();
  expect(detectCompression(Buffer.alloc(0))).toBeUndefined();
});

test('what is not packed comes through as it is', async () => {
  expect(await unpack(TEXT)).toEqual(TEXT);
  expect(await unpack(Buffer.alloc(0))).toEqual(Buffer.alloc(0));
});

describe.each(Object.entries(PACKED))('%s', (_, packed) => {
  test('may be read no further than its start, and the next file is read', async () => {
    for (const chunkSize of [10, 1000]) {
      const unpacked = decompress(inChunks(packed, chunkSize), 'a.symvers', 1_000_000);
      await unpacked.next();
      await unpacked.return(undefined);
    }
    // What is thrown meanwhile would end the test.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await unpack(packed)).toEqual(TEXT);
  });

  test('is unpacked, whatever the size of the chunks', async () => {
    expect(await unpack(packed)).toEqual(TEXT);
    expect(await unpack(packed, 1_000_000, 1)).toEqual(TEXT);
    expect(await unpack(packed, 1_000_000, 100_000)).toEqual(TEXT);
  });

  test('is read on where another one follows', async () => {
    expect(await unpack(Buffer.concat([packed, packed]))).toEqual(Buffer.concat([TEXT, TEXT]));
  });

  test('is corrupt if it ends too early, wherever that is', async () => {
    for (const length of [12, 30, packed.length - 20, packed.length - 1]) {
      expect(await problemOf(unpack(packed.subarray(0, length)))).toMatchObject({
        kind: 'corrupt-input',
        path: 'a.symvers',
      });
    }
  });

  test('is corrupt if a byte is wrong', async () => {
    const damaged = Buffer.from(packed);
    damaged[Math.floor(packed.length / 2)] = (damaged[Math.floor(packed.length / 2)] ?? 0) ^ 0xff;
    expect(await problemOf(unpack(damaged))).toMatchObject({ kind: 'corrupt-input' });
  });

  test('is corrupt if other data follows', async () => {
    expect(await problemOf(unpack(Buffer.concat([packed, Buffer.from('<html></html>')])))).toMatchObject({
      kind: 'corrupt-input',
    });
  });

  test('is refused as soon as it unpacks to more than the limit', async () => {
    expect(await unpack(packed, TEXT.length)).toHaveLength(TEXT.length);
    expect(await problemOf(unpack(packed, TEXT.length - 1))).toEqual({
      kind: 'limit-exceeded',
      path: 'a.symvers',
      detail: `more than ${TEXT.length - 1} bytes`,
    });
  });
});

test.each([
  ['gzip', gzipSync(Buffer.alloc(300_000_000))],
  ['zstd', zstdCompressSync(Buffer.alloc(300_000_000))],
])('a bomb in %s costs no more memory than its limit', async (_, bomb) => {
  const before = process.memoryUsage().rss;
  const problem = await problemOf(unpack(bomb, 64_000_000, 65_536));
  expect(problem).toMatchObject({ kind: 'limit-exceeded', detail: 'more than 64 MB' });
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
});

test.skipIf(!hasXz)('a bomb in xz is refused, and the next file can be read', async () => {
  const bomb = execFileSync('xz', ['-9'], { input: Buffer.alloc(100_000_000) });
  expect(await problemOf(unpack(bomb, 64_000_000, 65_536))).toMatchObject({ kind: 'limit-exceeded' });
  expect(await unpack(PACKED.xz)).toEqual(TEXT);
});

test.skipIf(!hasXz).each([
  ['-0', '--check=sha256'],
  ['-6', '--check=crc64'],
  ['-9e', '--check=none'],
  ['--block-size=512', '--check=sha256', '-T2'],
])('what the xz program packs with %s %s is unpacked', async (...options) => {
  const packed = execFileSync('xz', options, { input: TEXT });
  expect(await unpack(packed)).toEqual(TEXT);
  expect(await unpack(Buffer.concat([packed, Buffer.alloc(8), packed]))).toEqual(Buffer.concat([TEXT, TEXT]));
});

test.skipIf(!hasXz)('an xz file that needs a filter or much memory is named as such', async () => {
  const filtered = execFileSync('xz', ['--delta=dist=4', '--lzma2'], { input: TEXT });
  expect(await problemOf(unpack(filtered))).toEqual({
    kind: 'unsupported-compression',
    path: 'a.symvers',
    detail: 'xz with a filter and another check than CRC32 or SHA-256',
  });
  const huge = execFileSync('xz', ['--lzma2=dict=256MiB'], { input: TEXT });
  expect(await problemOf(unpack(huge))).toMatchObject({ detail: 'xz with a huge dictionary' });
});

test('formats that are not unpacked here are named', async () => {
  expect(await problemOf(unpack(Buffer.from('BZh91AY&SY')))).toEqual({
    kind: 'unsupported-compression',
    path: 'a.symvers',
    detail: 'bzip2',
  });
});

test('skippable zstd frames are skipped, wherever they are', async () => {
  const note = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  expect(await unpack(Buffer.concat([note, PACKED.zstd, note, PACKED.zstd]))).toEqual(
    Buffer.concat([TEXT, TEXT]),
  );
});

test('zstd frames of any content and level follow each other', async () => {
  const part = fc.record({
    data: fc.oneof(
      fc.uint8Array({ maxLength: 500 }),
      fc.nat(300_000).map((size) => new Uint8Array(size)),
    ),
    level: fc.integer({ min: 1, max: 19 }),
    checksum: fc.constantFrom(0, 1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 4 }), async (parts) => {
      const frames = parts.map(({ data, level, checksum }) =>
        zstdCompressSync(data, {
          params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: checksum },
        }),
      );
      const unpacked = await unpack(Buffer.concat(frames), 2_000_000, 4096);
      expect(unpacked.equals(Buffer.concat(parts.map(({ data }) => data)))).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('a fault of the input itself is passed on as it is', async () => {
  const input = async function* () {
    yield* inChunks(PACKED.gzip.subarray(0, 20));
    throw new Error('the disk is gone');
  };
  await expect(collect(decompress(input(), 'x', 1000))).rejects.toThrow('the disk is gone');
});
