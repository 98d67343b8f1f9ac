import { readFile } from 'node:fs/promises';
import { Fault } from '../../src/kabi/problems.ts';

/** @throws {Fault} `unreadable-file`, with what the system says */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault({ kind: 'unreadable-file', path, detail }, { cause: error });
  }
}
