/** gzip, xz, zstd and legacy lz4, told by their first bytes and unpacked as a stream, never beyond a limit. */
import { createHash } from 'node:crypto';
import { pipeline, Readable, type Transform } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { crc32, createGunzip } from 'node:zlib';
import xz from 'xz-decompress';
import { Fault } from '../../../src/base/problems.ts';
import { ByteReader, truncated, type Bytes } from '../bytes/byte-reader.ts';
import { LZ4_LEGACY_MAGIC, lz4Blocks } from './lz4.ts';
import { needsBlocks, XZ_START_SIZE, xzBlocks, type XzCheck } from './xz-blocks.ts';
import { undoFilter } from './xz-filters.ts';
import { zstdUnpacker } from '../../engine/zstd.ts';
import { zstdFrames } from './zstd-frames.ts';

export type Compression = 'gzip' | 'xz' | 'zstd' | 'lz4';

const MAGIC: readonly (readonly [name: Compression, start: Buffer])[] = [
  ['gzip', Buffer.from([0x1f, 0x8b])],
  ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])],
  ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
  ['lz4', LZ4_LEGACY_MAGIC],
];
const ZSTD_SKIPPABLE = /^[\x50-\x5f]\x2a\x4d\x18/;

/** Known, so that the message can name them. */
const UNSUPPORTED: readonly (readonly [name: string, start: Buffer])[] = [
  ['bzip2', Buffer.from('BZh')],
  ['lzip', Buffer.from('LZIP')],
  ['lz4 of another format than the kernel has', Buffer.from([0x04, 0x22, 0x4d, 0x18])],
  ['lzma', Buffer.from([0x5d, 0x00, 0x00])],
  ['lzop', Buffer.from([0x89, 0x4c, 0x5a, 0x4f, 0x00])],
  ['compress', Buffer.from([0x1f, 0x9d])],
];

/** What packed these bytes; undefined if nothing known did. Six bytes are enough. */
export function detectCompression(start: Uint8Array): Compression | undefined {
  const bytes = Buffer.from(start);
  if (ZSTD_SKIPPABLE.test(bytes.toString('latin1', 0, 4))) return 'zstd';
  return MAGIC.find(([, magic]) => startsWith(bytes, magic))?.[0];
}

/**
 * The unpacked bytes; those of an input that is not packed come through as they are. Concatenated members, streams
 * and frames are read to the last. The limit counts unpacked bytes and is checked while they come.
 *
 * @throws {Fault} while it is read: `unsupported-compression`, `corrupt-input` or `limit-exceeded`.
 */
export async function* decompress(input: Bytes, path: string, limit: number): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(input, path);
  const start = await reader.peek(6);
  const unsupported = UNSUPPORTED.find(([, magic]) => startsWith(start, magic))?.[0];
  if (unsupported !== undefined) {
    await reader.close();
    throw new Fault({ kind: 'unsupported-compression', path, detail: unsupported });
  }
  const compression = detectCompression(start);
  let total = 0;
  try {
    for await (const chunk of unpack(compression, reader, path)) {
      total += chunk.length;
      if (total > limit) throw limitExceeded(path, limit);
      yield chunk;
    }
  } catch (error) {
    throw unpackingFault(error, compression, path);
  } finally {
    await reader.close();
  }
}

export function limitExceeded(path: string, limit: number): Fault {
  const amount = limit >= 1_000_000 ? `${Math.round(limit / 1_000_000)} MB` : `${limit} bytes`;
  return new Fault({ kind: 'limit-exceeded', path, detail: `more than ${amount}` });
}

async function* unpack(compression: Compression | undefined, reader: ByteReader, path: string): Bytes {
  switch (compression) {
    case undefined:
      yield* reader.rest();
      return;
    case 'gzip':
      yield* through(reader.rest(), createGunzip());
      return;
    case 'zstd':
      for await (const frame of zstdFrames(reader, path)) yield* through(frame, zstdUnpacker());
      return;
    case 'xz':
      yield* unpackXz(reader, path);
      return;
    case 'lz4':
      yield* lz4Blocks(reader, path);
      return;
  }
}

async function* through(input: Bytes, transform: Transform): Bytes {
  // An error of the input reaches the loop through the transform, which pipeline destroys with it.
  pipeline(Readable.from(input, { objectMode: false }), transform, () => undefined);
  for await (const chunk of transform) yield chunk as Uint8Array;
}

async function* unpackXz(reader: ByteReader, path: string): Bytes {
  if (!needsBlocks(await reader.peek(XZ_START_SIZE))) {
    yield* decodeXz(reader.rest());
    return;
  }
  for await (const block of xzBlocks(reader, path)) {
    const unpacked = decodeXz(block.stream);
    const sum = new Checksum(block.check);
    for await (const chunk of block.filter === undefined ? unpacked : undoFilter(unpacked, block.filter)) {
      sum.update(chunk);
      yield chunk;
    }
    if (!sum.digest().equals(await block.readCheck())) {
      throw new Fault({ kind: 'corrupt-input', path, detail: 'bad xz data' });
    }
  }
}

/** As it stands behind a block. */
class Checksum {
  readonly #hash = createHash('sha256');
  readonly #check: XzCheck;
  #crc = 0;

  constructor(check: XzCheck) {
    this.#check = check;
  }

  update(chunk: Uint8Array): void {
    if (this.#check === 'sha256') this.#hash.update(chunk);
    if (this.#check === 'crc32') this.#crc = crc32(chunk, this.#crc);
  }

  digest(): Buffer {
    switch (this.#check) {
      case 'none':
        return Buffer.alloc(0);
      case 'sha256':
        return this.#hash.digest();
      case 'crc32': {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32LE(this.#crc);
        return bytes;
      }
    }
  }
}

/**
 * xz-decompress has room for one stream at a time, and the next one waits: nothing here may unpack xz within xz
 * while the outer one is still being read.
 */
async function* decodeXz(packed: Bytes): Bytes {
  let inputError: unknown;
  const input = async function* () {
    try {
      yield* packed;
    } catch (error) {
      inputError = error;
      throw error;
    }
  };
  // Not by way of Readable.toWeb(): a reader that stops early would be thrown at, where nobody can catch it.
  const source = ReadableStream.from(input()) as globalThis.ReadableStream<Uint8Array>;
  try {
    const unpacked = new xz.XzReadableStream(source);
    for await (const chunk of unpacked as ReadableStream<Uint8Array>) yield chunk;
  } catch (error) {
    throw inputError ?? error;
  }
}

/** Return values of xz_dec_run() in xz-embedded (include/linux/xz.h in the kernel). */
const XZ_MEMORY_LIMIT = '4';
const XZ_UNSUPPORTED = '6';
const XZ_TRUNCATED = '8';

function unpackingFault(error: unknown, compression: Compression | undefined, path: string): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const xzCode = / failed with error code (\d)$/.exec(error.message)?.[1];
  if (code === 'Z_BUF_ERROR' || xzCode === XZ_TRUNCATED) return truncated(path);
  if (xzCode === XZ_MEMORY_LIMIT || code === 'ZSTD_error_frameParameter_windowTooLarge') {
    return new Fault({
      kind: 'unsupported-compression',
      path,
      detail: `${compression} with a huge dictionary`,
    });
  }
  if (xzCode === XZ_UNSUPPORTED) {
    return new Fault({
      kind: 'unsupported-compression',
      path,
      detail: 'xz with a filter',
    });
  }
  if (code.startsWith('Z_') || code.startsWith('ZSTD_') || xzCode !== undefined) {
    return new Fault({ kind: 'corrupt-input', path, detail: `bad ${compression} data` }, { cause: error });
  }
  return error;
}

function startsWith(bytes: Buffer, magic: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic);
}
