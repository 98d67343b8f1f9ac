/**
 * Where a kernel may be packed in a boot program whose header does not say it: at whatever begins like a packed file, as
 * scripts/extract-vmlinux of the kernel looks for it. Other data follows, so that the end has to be found as well.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { detectCompression, type Compression } from '../compression/compression.ts';

/** A boot program has a few false starts in its code and tables; a hostile file could be nothing else. */
const MOST_STARTS = 32;

const STARTS: readonly Buffer[] = [
  Buffer.from([0x1f, 0x8b, 0x08]),
  Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
  Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
  Buffer.from([0x02, 0x21, 0x4c, 0x18]),
];

/** In the order of the file, each up to its end as far as that can be told. */
export function* packedParts(bytes: Buffer): Generator<Buffer> {
  const places = STARTS.flatMap((start) => placesOf(bytes, start)).sort((a, b) => a - b);
  for (const at of places.slice(0, MOST_STARTS)) {
    const rest = bytes.subarray(at);
    const compression = detectCompression(rest.subarray(0, 6));
    const end = compression === undefined ? undefined : endOf(compression, rest);
    if (end !== undefined) yield rest.subarray(0, end);
  }
}

function placesOf(bytes: Buffer, start: Buffer): number[] {
  const places: number[] = [];
  for (
    let at = bytes.indexOf(start);
    at >= 0 && places.length < MOST_STARTS;
    at = bytes.indexOf(start, at + 1)
  )
    places.push(at);
  return places;
}

/** Undefined if it is no whole file of that kind. */
function endOf(compression: Compression, bytes: Buffer): number | undefined {
  switch (compression) {
    case 'zstd':
      return endOfZstd(bytes);
    case 'xz':
      return endOfXz(bytes);
    case 'lz4':
      return endOfLz4(bytes);
    case 'gzip':
      return endOfGzip(bytes);
  }
}

/** RFC 1952, section 2.3: a header with optional parts, raw deflate, which has to be unpacked to find its end, and 8 bytes. */
function endOfGzip(bytes: Buffer): number | undefined {
  const flags = bytes[3] ?? 0;
  let start = 10;
  if ((flags & 0b100) !== 0) start += 2 + (bytes[start] ?? 0) + ((bytes[start + 1] ?? 0) << 8);
  for (const text of [0b1000, 0b1_0000]) {
    if ((flags & text) === 0) continue;
    const end = bytes.indexOf(0, start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  if ((flags & 0b10) !== 0) start += 2;
  try {
    const options = { info: true, maxOutputLength: LARGEST_KERNEL };
    // The types of Node do not know what \`info\` adds.
    const { engine } = inflateRawSync(bytes.subarray(start), options) as unknown as {
      engine: { bytesWritten: number };
    };
    const end = start + engine.bytesWritten + 8;
    return end > bytes.length ? undefined : end;
  } catch {
    return undefined;
  }
}

/** What is larger once unpacked is refused as soon as it is unpacked as a stream; here it is no packed kernel. */
const LARGEST_KERNEL = 256 * 1024 * 1024;

/** RFC 8878, section 3.1.1: the header of one frame, its blocks, its checksum. */
function endOfZstd(bytes: Buffer): number | undefined {
  const flags = bytes[4] ?? 0;
  const isSingleSegment = (flags & 0b10_0000) !== 0;
  const dictionary = [0, 1, 2, 4][flags & 0b11] ?? 0;
  const content = [isSingleSegment ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  let at = 5 + (isSingleSegment ? 0 : 1) + dictionary + content;
  for (let isLast = false; !isLast;) {
    if (at + 3 > bytes.length) return undefined;
    const block = bytes.readUIntLE(at, 3);
    isLast = (block & 1) === 1;
    const isRepeatedByte = ((block >> 1) & 3) === 1;
    at += 3 + (isRepeatedByte ? 1 : block >> 3);
  }
  at += (flags & 0b100) === 0 ? 0 : 4;
  return at > bytes.length ? undefined : at;
}

/** The .xz File Format 1.2.1, section 2.1.2: a footer with the flags of the header, and a CRC that is right. */
function endOfXz(bytes: Buffer): number | undefined {
  const flags = bytes.subarray(6, 8);
  for (let at = bytes.indexOf('YZ', 24); at >= 0; at = bytes.indexOf('YZ', at + 1)) {
    if (!bytes.subarray(at - 2, at).equals(flags)) continue;
    if (bytes.readUInt32LE(at - 10) === crc32(bytes.subarray(at - 6, at))) return at + 2;
  }
  return undefined;
}

/** Blocks of the legacy format, each behind its size; none unpacks to more than 8 MB, and so none is much larger. */
function endOfLz4(bytes: Buffer): number | undefined {
  let at = 4;
  while (at + 4 <= bytes.length) {
    const size = bytes.readUInt32LE(at);
    if (size === 0 || size > LARGEST_LZ4_BLOCK || at + 4 + size > bytes.length) break;
    at += 4 + size;
  }
  return at > 4 ? at : undefined;
}

/** LZ4_COMPRESSBOUND of 8 MB. */
const LARGEST_LZ4_BLOCK = 8 * 1024 * 1024 + 32_897 + 16;
