import { isUtf8 } from 'node:buffer';
import { Fault } from '../../src/base/problems.ts';

/**
 * The text of a file that people wrote. In another encoding its words would be published garbled, and nobody would know.
 *
 * @throws {Fault} `binary-data` with the first line that is not UTF-8.
 */
export function decodeUtf8(data: Buffer, path: string): string {
  if (isUtf8(data)) return data.toString('utf8');
  let start = 0;
  for (let line = 1; ; line += 1) {
    const newline = data.indexOf('\n', start);
    const end = newline < 0 ? data.length : newline;
    if (newline < 0 || !isUtf8(data.subarray(start, end)))
      throw new Fault({ kind: 'binary-data', path, line, detail: 'not UTF-8' });
    start = end + 1;
  }
}
