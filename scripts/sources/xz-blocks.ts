/**
 * The blocks of an xz file whose check is SHA-256, which rpm writes for its payloads and the decoder here, as the
 * kernel's own, does not know. Each block is handed on as an xz stream of its own without a check, and the SHA-256 is
 * verified outside. Follows "The .xz File Format" 1.2.1 (tukaani.org/xz/xz-file-format.txt).
 */
import { crc32 } from 'node:zlib';
import { Fault } from '../../src/kabi/problems.ts';
import { truncated, type ByteReader, type Bytes } from './byte-reader.ts';

const HEADER_MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);
const FOOTER_MAGIC = 'YZ';
const HEADER_SIZE = 12;
const CHECK_NONE = Buffer.from([0, 0]);
const CHECK_SHA256 = 0x0a;
const CHECK_SIZE = 32;
const LONGEST_INDEX_NUMBER = 9;

export interface XzBlock {
  /** To be read to its end before the next block is asked for. */
  readonly stream: Bytes;
  /** SHA-256 of the unpacked block; once the stream was read. */
  readonly readCheck: () => Promise<Buffer>;
}

/** Whether an xz file that starts like this has SHA-256 as its check. Eight bytes are enough. */
export function hasSha256Check(start: Uint8Array): boolean {
  return ((start[7] ?? 0) & 0x0f) === CHECK_SHA256;
}

export async function* xzBlocks(reader: ByteReader, path: string): AsyncGenerator<XzBlock> {
  for (let header = await reader.read(HEADER_SIZE); ; header = await readStreamHeader(reader)) {
    if (header.length === 0) return;
    if (!header.subarray(0, 6).equals(HEADER_MAGIC))
      throw corrupt(path, 'other data follows the end of the xz data');
    if (!hasSha256Check(header)) throw unsupported(path, 'xz streams of different checks');
    let indexStart = await reader.read(1);
    for (; indexStart.readUInt8() !== 0; indexStart = await reader.read(1)) {
      yield readBlock(indexStart, reader, path);
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

function readBlock(sizeByte: Buffer, reader: ByteReader, path: string): XzBlock {
  const headerSize = (sizeByte.readUInt8() + 1) * 4;
  let padding = 0;
  const stream = async function* () {
    yield streamHeader();
    const header = Buffer.concat([sizeByte, await reader.read(headerSize - 1)]);
    const hasOneFilter = (header.readUInt8(1) & 0b11) === 0;
    if (!hasOneFilter) throw unsupported(path, 'xz with more than one filter');
    yield header;
    const size = { packed: 0, unpacked: 0 };
    for await (const chunk of lzma2Chunks(reader, path)) {
      size.packed += chunk.bytes.length;
      size.unpacked += chunk.unpacked;
      yield chunk.bytes;
    }
    padding = (4 - (size.packed % 4)) % 4;
    yield Buffer.alloc(padding);
    yield indexAndFooter(headerSize + size.packed, size.unpacked);
  };
  return {
    stream: stream(),
    readCheck: async () => {
      await reader.skip(padding);
      return reader.read(CHECK_SIZE);
    },
  };
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
    for (let shift = 0; shift < LONGEST_INDEX_NUMBER * 7; shift += 7) {
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
