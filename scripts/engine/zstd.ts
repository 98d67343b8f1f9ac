/**
 * Zstandard as Node has it since 22.15. The oldest Node that runs this program is 22.12: there JavaScript unpacks, and the
 * reference implementation as WebAssembly packs, which is loaded where it is needed only.
 */
import { Transform } from 'node:stream';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { Decompress } from 'fzstd';

const IS_IN_NODE = 'createZstdDecompress' in zlib;

export function zstdUnpacker(): Transform {
  if (IS_IN_NODE) return zlib.createZstdDecompress();
  const unpacker = new Decompress();
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      unpacker.ondata = (data) => this.push(data);
      try {
        unpacker.push(chunk);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    flush(done) {
      unpacker.ondata = (data) => this.push(data);
      try {
        unpacker.push(new Uint8Array(), true);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

/** @throws {RangeError} if there is more than the limit */
export async function unpackZstd(packed: Uint8Array, limit: number): Promise<Buffer> {
  if (IS_IN_NODE) return await promisify(zlib.zstdDecompress)(packed, { maxOutputLength: limit });
  const unpacker = zstdUnpacker();
  unpacker.end(packed);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of unpacker) {
    length += (part as Buffer).length;
    if (length > limit) throw new RangeError(`more than ${limit} bytes`);
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

/** With a checksum, where Node packs: the reference implementation as WebAssembly writes none. */
export async function packZstd(data: string | Uint8Array, level: number): Promise<Uint8Array> {
  if (!IS_IN_NODE) return (await packerOfOldNode())(data, level);
  return await promisify(zlib.zstdCompress)(data, { params: { [LEVEL]: level, [CHECKSUM]: 1 } });
}

/** Each chunk may become a frame of its own: whoever writes to it joins small ones first. */
export function zstdPacker(level: number): Transform {
  if (IS_IN_NODE) return zlib.createZstdCompress({ params: { [LEVEL]: level } });
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      void packerOfOldNode().then(
        (pack) => done(null, pack(chunk, level)),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
}

const { ZSTD_c_compressionLevel: LEVEL, ZSTD_c_checksumFlag: CHECKSUM } = zlib.constants;

type Packer = (data: string | Uint8Array, level: number) => Uint8Array;

let packer: Promise<Packer> | undefined;
function packerOfOldNode(): Promise<Packer> {
  return (packer ??= import('@hpcc-js/wasm-zstd').then(async ({ Zstd }) => {
    const zstd = await Zstd.load();
    return (data, level) => zstd.compress(typeof data === 'string' ? Buffer.from(data) : data, level);
  }));
}
