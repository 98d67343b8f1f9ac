import { readFile } from 'node:fs/promises';
import { unreadable } from '../sources/bytes/file.ts';

/** @throws {Fault} `unreadable-file`, with what the system says */
export async function readBytes(path: string): Promise<Buffer> {
  return await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
}
