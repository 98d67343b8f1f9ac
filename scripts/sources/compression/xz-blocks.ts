/**
 * The blocks of xz files that the decoder here, as the kernel's own, cannot read as they are: those whose check is
 * SHA-256, which rpm writes for its payloads, and those with a branch filter, which kernel images have. Each block is
 * handed on as an xz stream of its own without a check and a filter; these are applied outside. Follows "The .xz File
 * Format" 1.2.1 (tukaani.org/xz/xz-file-format.txt).
 */
import { crc32 } from 'node:zlib';
import { Fault } from '../../../src/base/problems.ts';
import { truncated, type ByteReader, type Bytes } from '../bytes/byte-reader.ts';
import { isKnownFilter } from './xz-filters.ts';

const HEADER_MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);
const FOOTER_MAGIC = 'YZ';
const HEADER_SIZE = 12;
const CHECK_NONE = Buffer.from([0, 0]);
const LZMA2 = 0x21;
const LONGEST_NUMBER = 9;

/** Of the unpacked data of a block. */
export type XzCheck = 'none' | 'crc32' | 'sha256';

const CHECKS = new Map<number, { readonly name: XzCheck; readonly size: number }>([
  [0x00, { name: 'none', size: 0 }],
  [0x01, { name: 'crc32', size: 4 }],
  [0x0a, { name: 'sha256', size: 32 }],
]);

export interface XzBlock {
  /** To be read to its end before the next block is asked for. */
  readonly stream: Bytes;
  /** Number of the filter that is to be undone after unpacking. */
  readonly filter?: number;
  readonly check: XzCheck;
  /** The check of the block, as it stands there; once the stream was read. */
  readonly readCheck: () => Promise<Buffer>;
}

/** Enough of a file for needsBlocks. */
export const XZ_START_SIZE = HEADER_SIZE + 5;

/**
 * The largest dictionary that the decoder here has room for, 64 MiB as section 5.3.1 numbers them. Kernels since 6.12 are
 * packed with one of 128 MiB, and are not as large: what never looks back further is unpacked with a smaller one, and
 * what does is found to be bad.
 */
const LARGEST_DICTIONARY = 28;

/** Whether an xz file that starts like this has SHA-256 as its check, a filter, or a huge dictionary. */
export function needsBlocks(start: Uint8Array): boolean {
  const check = CHECKS.get((start[7] ?? 0) & 0x0f)?.name;
  const filters = start[HEADER_SIZE] === 0 ? 0 : (start[HEADER_SIZE + 1] ?? 0) & 0b11;
  const [id, size, dictionary = 0] = start.subarray(HEADER_SIZE + 2, HEADER_SIZE + 5);
  const isHuge = id === LZMA2 && size === 1 && dictionary > LARGEST_DICTIONARY && check !== undefined;
  return check === 'sha256' || filters > 0 || isHuge;
}

export async function* xzBlocks(reader: ByteReader, path: string): AsyncGenerator<XzBlock> {
  for (let header = await reader.read(HEADER_SIZE); ; header = await readStreamHeader(reader)) {
    if (header.length === 0) return;
    if (!header.subarray(0, 6).equals(HEADER_MAGIC))
      throw corrupt(path, 'other data follows the end of the xz data');
    const check = CHECKS.get(header.readUInt8(7) & 0x0f);
    if (check === undefined)
      throw unsupported(path, 'xz with a filter and another check than CRC32 or SHA-256');
    let indexStart = await reader.read(1);
    for (; indexStart.readUInt8() !== 0; indexStart = await reader.read(1)) {
      yield await readBlock(indexStart.readUInt8(), check, reader, path);
    }
    await skipIndexAndFooter(reader, path);
  }
}

/** Skips the padding between streams. Empty at the end of the file. */
async function readStreamHeader(reader: ByteReader): Promise<Buffer> {
  for (;;) {
    const start = await reader.readUnlessEnd(4);
    if (start === undefined) return Buffer.alloc(0);
    if (start.readUInt32LE() !== 0) return Buffer.concat([start, await reader.read(HEADER_SIZE - 4)]);
  }
}

async function readBlock(
  sizeByte: number,
  check: { readonly name: XzCheck; readonly size: number },
  reader: ByteReader,
  path: string,
): Promise<XzBlock> {
  const header = Buffer.concat([Buffer.of(sizeByte), await reader.read((sizeByte + 1) * 4 - 1)]);
  const { dictionary, filter } = parseBlockHeader(header, path);
  let padding = 0;
  const stream = async function* () {
    yield streamHeader();
    const plain = plainBlockHeader(Math.min(dictionary, LARGEST_DICTIONARY));
    yield plain;
    const size = { packed: 0, unpacked: 0 };
    for await (const chunk of lzma2Chunks(reader, path)) {
      size.packed += chunk.bytes.length;
      size.unpacked += chunk.unpacked;
      yield chunk.bytes;
    }
    yield Buffer.alloc((4 - (size.packed % 4)) % 4);
    yield indexAndFooter(plain.length + size.packed, size.unpacked);
    padding = (4 - (size.packed % 4)) % 4;
  };
  return {
    stream: stream(),
    ...(filter === undefined ? {} : { filter }),
    check: check.name,
    readCheck: async () => {
      await reader.skip(padding);
      return reader.read(check.size);
    },
  };
}

/** Section 3.1: flags, the sizes if the flags say so, and the filters in the order of packing; LZMA2 is the last. */
function parseBlockHeader(header: Buffer, path: string): { dictionary: number; filter?: number } {
  const end = header.length - 4;
  if (header.readUInt32LE(end) !== crc32(header.subarray(0, end))) throw corrupt(path, 'bad xz block header');
  let at = 2;
  const readNumber = () => {
    let number = 0;
    for (let shift = 0; shift < LONGEST_NUMBER * 7 && at < end; shift += 7) {
      const byte = header.readUInt8(at);
      at += 1;
      number += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return number;
    }
    throw corrupt(path, 'bad xz block header');
  };
  const flags = header.readUInt8(1);
  for (const bit of [0x40, 0x80]) if ((flags & bit) !== 0) readNumber();
  const filters: { readonly id: number; readonly properties: Buffer }[] = [];
  for (let left = (flags & 0b11) + 1; left > 0; left -= 1) {
    const id = readNumber();
    const size = readNumber();
    filters.push({ id, properties: header.subarray(at, Math.min(at + size, end)) });
    at += size;
  }
  const [first, last = first] = filters;
  const dictionary = last?.properties[0];
  if (filters.length > 2 || last?.id !== LZMA2 || dictionary === undefined) {
    throw unsupported(path, 'xz with several filters');
  }
  if (first === undefined || first === last) return { dictionary };
  // Properties would be where the code starts; nothing sets them.
  if (!isKnownFilter(first.id) || first.properties.length > 0) throw unsupported(path, 'xz with a filter');
  return { dictionary, filter: first.id };
}

/** The chunks of LZMA2 data with their sizes; the last one is a single 0. */
async function* lzma2Chunks(
  reader: ByteReader,
  path: string,
): AsyncGenerator<{ bytes: Buffer; unpacked: number }> {
  for (;;) {
    const control = await reader.read(1);
    const kind = control.readUInt8();
    if (kind === 0) {
      yield { bytes: control, unpacked: 0 };
      return;
    }
    if (kind < 0x80) {
      if (kind > 2) throw corrupt(path, 'bad xz data');
      const header = await reader.read(2);
      const size = header.readUInt16BE() + 1;
      yield { bytes: Buffer.concat([control, header, await reader.read(size)]), unpacked: size };
      continue;
    }
    const hasProperties = kind >= 0xc0;
    const header = await reader.read(hasProperties ? 5 : 4);
    const unpacked = ((kind & 0x1f) << 16) + header.readUInt16BE(0) + 1;
    const packed = await reader.read(header.readUInt16BE(2) + 1);
    yield { bytes: Buffer.concat([control, header, packed]), unpacked };
  }
}

/** The index says what was just read, in numbers of up to nine bytes; its own check and the footer's tell damage. */
async function skipIndexAndFooter(reader: ByteReader, path: string): Promise<void> {
  let size = 1;
  let crc = crc32(Buffer.of(0));
  const readByte = async () => {
    const byte = await reader.read(1);
    size += 1;
    crc = crc32(byte, crc);
    return byte.readUInt8();
  };
  const readNumber = async () => {
    let number = 0;
    for (let shift = 0; shift < LONGEST_NUMBER * 7; shift += 7) {
      const byte = await readByte();
      number += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return number;
    }
    throw corrupt(path, 'bad xz index');
  };
  const records = await readNumber();
  for (let i = 0; i < records * 2; i += 1) await readNumber();
  while (size % 4 !== 0) await readByte();
  if ((await reader.read(4)).readUInt32LE() !== crc) throw corrupt(path, 'bad xz index');
  const footer = await reader.read(HEADER_SIZE);
  if (
    footer.toString('latin1', 10) !== FOOTER_MAGIC ||
    footer.readUInt32LE(0) !== crc32(footer.subarray(4, 10))
  ) {
    throw truncated(path);
  }
}

function streamHeader(): Buffer {
  return Buffer.concat([HEADER_MAGIC, CHECK_NONE, littleEndian(crc32(CHECK_NONE))]);
}

/** Of one filter, LZMA2, without sizes. */
function plainBlockHeader(dictionary: number): Buffer {
  const header = Buffer.from([2, 0, LZMA2, 1, dictionary, 0, 0, 0]);
  return Buffer.concat([header, littleEndian(crc32(header))]);
}

function indexAndFooter(unpaddedSize: number, unpackedSize: number): Buffer {
  const records = Buffer.from([0, 1, ...indexNumber(unpaddedSize), ...indexNumber(unpackedSize)]);
  const padded = Buffer.concat([records, Buffer.alloc((4 - (records.length % 4)) % 4)]);
  const index = Buffer.concat([padded, littleEndian(crc32(padded))]);
  const backwardSize = Buffer.concat([littleEndian(index.length / 4 - 1), CHECK_NONE]);
  return Buffer.concat([index, littleEndian(crc32(backwardSize)), backwardSize, Buffer.from(FOOTER_MAGIC)]);
}

function indexNumber(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
  return [...bytes, left];
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function corrupt(path: string, detail: string): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail });
}

function unsupported(path: string, detail: string): Fault {
  return new Fault({ kind: 'unsupported-compression', path, detail });
}
