/**
 * lz4 in the "legacy" format: that of `lz4 -l`, which the kernel's build packs images with (lz4_Frame_format.md, "Legacy
 * frame"; lz4_Block_format.md; lib/decompress_unlz4.c in the kernel). The packages for it are dormant, and it is little.
 */
import { Fault } from '../../../src/base/problems.ts';
import type { ByteReader, Bytes } from '../bytes/byte-reader.ts';

export const LZ4_LEGACY_MAGIC = Buffer.from([0x02, 0x21, 0x4c, 0x18]);
const MAGIC_NUMBER = LZ4_LEGACY_MAGIC.readUInt32LE();
/** Each block but the last one unpacks to this. */
const BLOCK_SIZE = 8 * 1024 * 1024;
/** LZ4_COMPRESSBOUND */
const LARGEST_BLOCK = BLOCK_SIZE + Math.floor(BLOCK_SIZE / 255) + 16;
const SHORTEST_MATCH = 4;
/** In a token: the length goes on in the bytes that follow. */
const LONG = 15;

/** The unpacked blocks. There is no checksum, and a file that ends between two blocks is whole. */
export async function* lz4Blocks(reader: ByteReader, path: string): Bytes {
  const room = Buffer.allocUnsafe(BLOCK_SIZE);
  for (;;) {
    const header = await reader.readUnlessEnd(4);
    if (header === undefined) return;
    const size = header.readUInt32LE();
    if (size === MAGIC_NUMBER) continue;
    if (size > LARGEST_BLOCK) throw corrupt(path);
    // A copy: who keeps it must not keep the room of a whole block with it.
    yield Buffer.from(unpackBlock(await reader.read(size), room, path));
  }
}

function unpackBlock(packed: Buffer, unpacked: Buffer, path: string): Buffer {
  let from = 0;
  let to = 0;
  const next = () => {
    const byte = packed[from];
    if (byte === undefined) throw corrupt(path);
    from += 1;
    return byte;
  };
  const length = (start: number) => {
    let sum = start;
    if (start !== LONG) return sum;
    for (let byte = 255; byte === 255;) {
      byte = next();
      sum += byte;
    }
    return sum;
  };
  for (;;) {
    const token = next();
    const literals = length(token >> 4);
    if (from + literals > packed.length || to + literals > BLOCK_SIZE) throw corrupt(path);
    packed.copy(unpacked, to, from, from + literals);
    from += literals;
    to += literals;
    // A block ends with literals.
    if (from === packed.length) return unpacked.subarray(0, to);
    const distance = next() | (next() << 8);
    const match = length(token & LONG) + SHORTEST_MATCH;
    if (distance === 0 || distance > to || to + match > BLOCK_SIZE) throw corrupt(path);
    copyMatch(unpacked, to, distance, match);
    to += match;
  }
}

/** What is copied may reach into what the copy has just made: then it repeats. */
function copyMatch(bytes: Buffer, to: number, distance: number, length: number): void {
  for (let done = 0; done < length;) {
    const part = Math.min(distance + done, length - done);
    bytes.copyWithin(to + done, to - distance, to - distance + part);
    done += part;
  }
}

function corrupt(path: string): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail: 'bad lz4 data' });
}
