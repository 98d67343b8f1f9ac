import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Fault } from '../../../src/base/problems.ts';
import type { Bytes } from './byte-reader.ts';

/** A file as a stream. @throws {Fault} `unreadable-file` while it is read. */
export async function* readChunks(file: string): Bytes {
  try {
    for await (const chunk of createReadStream(file)) yield chunk as Uint8Array;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/**
 * A whole file, of which no more than the limit is ever read: the size of a device or of a pipe is not told before.
 *
 * @throws {Fault} `unreadable-file`, `limit-exceeded`
 */
export async function readWhole(file: string, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of readChunks(file)) {
    size += part.length;
    if (size > limit)
      throw new Fault({ kind: 'limit-exceeded', path: file, detail: `more than ${limit} bytes` });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readChunks(file)) hash.update(chunk);
  return hash.digest('hex');
}

export function unreadable(file: string, error: unknown): Fault {
  const detail = error instanceof Error ? error.message : String(error);
  return new Fault({ kind: 'unreadable-file', path: file, detail }, { cause: error });
}
