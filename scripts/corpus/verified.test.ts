/** What is read from content/ is what was put there, or it is refused. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '../../src/base/problems.ts';
import { hashText } from './store/release-file.ts';
import { temporaryFolder } from '../sources/fixtures.ts';
import { writeContent } from '../../tests/support/content.ts';
import { runKabi } from '../../tests/support/kabi.ts';
import { symversFile } from './layout.ts';
import { readVerifiedText } from './read.ts';

const line = (symbol: string, crc: number) =>
  `0x${crc.toString(16).padStart(8, '0')}\t${symbol}\tvmlinux\tEXPORT_SYMBOL\t\n`;
const TEXT = Array.from({ length: 40 }, (_, at) => line(`symbol_${at}`, 0x1234567 * (at + 1))).join('');

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
});

async function kindOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return 'read';
  expect.assert(error instanceof Fault);
  return error.problem.kind;
}

test.each([
  ['with a checksum', zstdCompressSync(TEXT, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })],
  ['without one, where the record is all that tells', zstdCompressSync(TEXT)],
])('every flipped bit of a packed file changes nothing or is refused: %s', async (_, packed) => {
  const file = path.join(folder, 'Module.symvers.zst');
  const hash = hashText(TEXT);
  writeFileSync(file, packed);
  expect(await readVerifiedText(file, hash)).toBe(TEXT);
  let refused = 0;
  for (let bit = 0; bit < packed.length * 8; bit += 1) {
    const damaged = Buffer.from(packed);
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    writeFileSync(file, damaged);
    const text = await readVerifiedText(file, hash).catch((error: unknown) => {
      expect.assert(error instanceof Fault);
      expect(['other-than-ingested', 'corrupt-input']).toContain(error.problem.kind);
      refused += 1;
      return TEXT;
    });
    expect(text, `bit ${bit}`).toBe(TEXT);
  }
  expect(refused).toBeGreaterThan(packed.length * 7);
});

test('a file that says something else is refused by its hash, however sound it is', async () => {
  const file = path.join(folder, 'x.zst');
  writeFileSync(file, zstdCompressSync(TEXT.replace('0x01234567', '0x01234566')));
  expect(await kindOf(readVerifiedText(file, hashText(TEXT)))).toBe('other-than-ingested');
});

describe('a snapshot of which another one has the file', () => {
  const AMD64 = { product: 'p', release: '1.0', arch: 'amd64', flavour: 'default' };
  let content = '';
  beforeEach(async () => {
    content = path.join(folder, 'content');
    await writeContent(content, { 'p/1.0/amd64': line('kfree', 1), 'p/1.0/arm64': line('kfree', 2) });
    copyFileSync(symversFile(content, { ...AMD64, arch: 'arm64' }), symversFile(content, AMD64));
    writeFileSync(path.join(folder, 'm.modversions'), '0x00000002\tkfree\n');
  });

  test.each([
    ['build', ['--only', 'collections']],
    ['lint', []],
    ['check', ['m.modversions', '--against', 'p/1.0/amd64']],
    ['compare', ['p/1.0/amd64', 'p/1.0/arm64']],
  ])('is refused by %s with its place', async (command, args) => {
    const { status, stdout, stderr } = await runKabi(folder, command, ...args, '--content', content);
    expect(stderr).toContain('The file is not the one that was put on file');
    expect(stderr).toContain(symversFile(content, AMD64));
    expect(status).toBe(2);
    expect(stdout).not.toContain('loads');
  });
});

test('what is put on file has a checksum in its frame', async () => {
  const content = path.join(folder, 'content');
  await writeContent(content, { 'p/1.0/amd64': TEXT });
  const packed = readFileSync(
    symversFile(content, { product: 'p', release: '1.0', arch: 'amd64', flavour: 'default' }),
  );
  // Content_Checksum_flag of the frame's descriptor (RFC 8878, section 3.1.1.1.1).
  expect((packed[4] ?? 0) & 0b100).toBe(0b100);
  expect(zstdDecompressSync(packed).toString()).toContain('symbol_0');
});
