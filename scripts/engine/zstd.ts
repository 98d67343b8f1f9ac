/**
 * Zstandard as Node has it since 22.15. The oldest Node that runs this program is 22.12: there JavaScript unpacks, and what
 * would have to pack says which Node it needs.
 */
import { Transform } from 'node:stream';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { Decompress } from 'fzstd';
import { InputError } from './exit.ts';

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

/** @throws {InputError} where Node cannot pack */
export function needsZstd(command: string): void {
  if (IS_IN_NODE) return;
  throw new InputError(
    `kabi ${command} packs with zstd, which Node ${process.version} lacks: use Node 22.15 or newer.`,
  );
}
