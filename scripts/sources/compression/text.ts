import { Fault } from '../../../src/base/problems.ts';
import type { Bytes } from '../bytes/byte-reader.ts';
import { decompress } from './compression.ts';
import type { Limits } from '../bytes/limits.ts';
import { describeBinary } from '../../../src/base/magic.ts';

/**
 * The whole input as text, unpacked if it is packed. Bytes that are not UTF-8 become U+FFFD, as symbol names never
 * hold one.
 *
 * @throws {Fault} `limit-exceeded`, or `binary-data` as soon as the first chunk shows it; and as decompress does.
 */
export async function readText(input: Bytes, path: string, limits: Limits): Promise<string> {
  const parts: Uint8Array[] = [];
  let lines = 0;
  for await (const part of decompress(input, path, limits.text)) {
    if (parts.length === 0) {
      const binary = describeBinary(part);
      if (binary !== undefined) throw new Fault({ kind: 'binary-data', path, detail: binary });
    }
    lines += countLines(part);
    if (lines > limits.lines) {
      throw new Fault({ kind: 'limit-exceeded', path, detail: `more than ${limits.lines} lines` });
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function countLines(part: Uint8Array): number {
  let count = 0;
  for (let at = part.indexOf(0x0a); at >= 0; at = part.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
