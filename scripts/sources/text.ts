import { Fault } from '../../src/kabi/problems.ts';
import type { Bytes } from './byte-reader.ts';
import { limitExceeded } from './compression.ts';
import { describeBinary } from './magic.ts';

/**
 * The whole input as text. Bytes that are not UTF-8 become U+FFFD, as symbol names never hold one.
 *
 * @throws {Fault} `limit-exceeded`, or `binary-data` as soon as the first chunk shows it.
 */
export async function readText(input: Bytes, path: string, limit: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const part of input) {
    if (total === 0) {
      const binary = describeBinary(part);
      if (binary !== undefined) throw new Fault({ kind: 'binary-data', path, detail: binary });
    }
    total += part.length;
    if (total > limit) throw limitExceeded(path, limit);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
