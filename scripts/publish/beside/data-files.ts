/** The data that pages load, each file addressed by its content (src/addresses/data-files.ts), and the file that names the first. */
import { hash } from 'node:crypto';
import {
  contentHash,
  DATA_POINTER,
  DATA_SCHEMA,
  dataPath,
  type DataFolder,
  type DataPointer,
} from '../../../src/addresses/data-files.ts';
import type { TextFile } from './plain-files.ts';

/** A file at the address that follows from what it holds. */
export function addressed(folder: DataFolder, name: string, text: string): TextFile {
  return [dataPath(folder, contentHash(Buffer.from(text), sha256OfBytes), name), text];
}

/** Several times as fast as the one that runs in browsers. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}

export function pointerFile(paths: Omit<DataPointer, 'schema'>): TextFile {
  const pointer: DataPointer = { schema: DATA_SCHEMA, ...paths };
  return [DATA_POINTER, `${JSON.stringify(pointer)}\n`];
}
