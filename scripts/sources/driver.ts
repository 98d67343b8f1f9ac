/** Opens whatever stands for a driver, packed or not. Nothing is written. */
import { readDriverModule, readDriverText, type OpenedDriver } from '../../src/load/driver.ts';
import { Fault } from '../../src/base/problems.ts';
import type { Bytes } from './compression/byte-reader.ts';
import { decompress, limitExceeded } from './compression/compression.ts';
import { readChunks } from './file.ts';
import { LIMITS, type Limits } from './compression/limits.ts';
import { CONTAINER_MAGIC_SIZE, describeBinary, detectContainer } from './compression/magic.ts';

/** Stands for standard input. */
export const STDIN = '-';

/** @throws {Fault} if it cannot be used. */
export async function openDriver(file: string, limits: Limits = LIMITS): Promise<OpenedDriver> {
  const name = file === STDIN ? 'standard input' : file;
  const bytes = await readAll(file === STDIN ? process.stdin : readChunks(file), name, limits);
  return readDriverModule(bytes, name) ?? readDriverText(textOf(bytes, name, limits), name);
}

async function readAll(input: Bytes, name: string, limits: Limits): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of decompress(input, name, limits.module)) parts.push(part);
  return Buffer.concat(parts);
}

function textOf(bytes: Buffer, name: string, limits: Limits): string {
  if (detectContainer(bytes.subarray(0, CONTAINER_MAGIC_SIZE)) !== undefined) {
    throw new Fault({ kind: 'not-a-module', path: name, detail: 'a package: unpack the modules you mean' });
  }
  const binary = describeBinary(bytes);
  if (binary !== undefined) throw new Fault({ kind: 'not-a-module', path: name, detail: binary });
  if (bytes.length > limits.text) throw limitExceeded(name, limits.text);
  return bytes.toString('utf8');
}
