/**
 * The frames of a zstd file, one after the other (RFC 8878, section 3). Node's decoder stops at the end of the first
 * frame and drops the rest in silence, while `zstd -d` reads on: files by pzstd and `cat a.zst b.zst` have several.
 */
import { Fault } from '../../../src/base/problems.ts';
import type { ByteReader, Bytes } from '../bytes/byte-reader.ts';

const FRAME_MAGIC = 0xfd2fb528;
/** 0x184D2A50 to 0x184D2A5F: skippable frames, for data of applications. */
const SKIPPABLE_MAGIC = 0x184d2a5;
const LARGEST_BLOCK = 128 * 1024;

/** Each frame as a stream of its bytes; it must be read to its end before the next one is asked for. */
export async function* zstdFrames(reader: ByteReader, path: string): AsyncGenerator<Bytes> {
  for (;;) {
    const magic = await reader.readUnlessEnd(4);
    if (magic === undefined) return;
    const number = magic.readUInt32LE();
    if (number >>> 4 === SKIPPABLE_MAGIC) {
      await reader.skip((await reader.read(4)).readUInt32LE());
    } else if (number === FRAME_MAGIC) {
      yield frameBytes(magic, reader, path);
    } else {
      throw corrupt(path, 'other data follows the end of the zstd data');
    }
  }
}

async function* frameBytes(magic: Buffer, reader: ByteReader, path: string): AsyncGenerator<Uint8Array> {
  const descriptor = await reader.read(1);
  const flags = descriptor.readUInt8();
  yield Buffer.concat([magic, descriptor, await reader.read(headerSize(flags))]);
  for (let last = false; !last;) {
    const header = await reader.read(3);
    yield header;
    const block = header.readUIntLE(0, 3);
    last = (block & 1) === 1;
    const isRepeatedByte = ((block >> 1) & 3) === 1;
    const size = block >> 3;
    if (!isRepeatedByte && size > LARGEST_BLOCK) throw corrupt(path, 'a zstd block has an impossible size');
    yield* reader.take(isRepeatedByte ? 1 : size);
  }
  const hasChecksum = (flags & 0b100) !== 0;
  if (hasChecksum) yield await reader.read(4);
}

/** Bytes of the frame header after its descriptor (RFC 8878, section 3.1.1.1). */
function headerSize(flags: number): number {
  const isSingleSegment = (flags & 0b10_0000) !== 0;
  const window = isSingleSegment ? 0 : 1;
  const dictionary = [0, 1, 2, 4][flags & 0b11] ?? 0;
  const content = [isSingleSegment ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  return window + dictionary + content;
}

function corrupt(path: string, detail: string): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail });
}
