import { readWhole } from '../sources/bytes/file.ts';
import { LIMITS } from '../sources/bytes/limits.ts';

/** @throws {Fault} `unreadable-file`, with what the system says; `limit-exceeded` for more than any file of content has */
export async function readBytes(path: string): Promise<Buffer> {
  return await readWhole(path, LIMITS.text);
}
