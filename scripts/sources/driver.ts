/** Opens whatever stands for a driver, packed or not. Nothing is written. */
import { readDriver, type OpenedDriver } from '../../src/load/check/driver.ts';
import { collect } from './archives/archive.ts';
import { decompress } from './compression/compression.ts';
import { readChunks } from './bytes/file.ts';
import { LIMITS, type Limits } from './bytes/limits.ts';

/** Stands for standard input. */
export const STDIN = '-';

/** @throws {Fault} if it cannot be used. */
export async function openDriver(file: string, limits: Limits = LIMITS): Promise<OpenedDriver> {
  const name = file === STDIN ? 'standard input' : file;
  return readDriver(await unpackDriver(file, limits), name);
}

/** @throws {Fault} if it cannot be read. */
export async function unpackDriver(file: string, limits: Limits = LIMITS): Promise<Uint8Array> {
  const name = file === STDIN ? 'standard input' : file;
  const input = file === STDIN ? process.stdin : readChunks(file);
  return await collect(decompress(input, name, limits.module));
}
