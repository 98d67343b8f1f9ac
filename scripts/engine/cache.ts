/** Results of earlier work, each with the key of what it was computed from. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { writeAtomically } from './atomic-write.ts';

/** What stands before a value in its file: a hash of its key, and a checksum of the value. */
const KEY_BYTES = 32;
const HEAD_BYTES = KEY_BYTES + 4;

/**
 * A file per name, overwritten when its key changes. What is missing, damaged or of another key is computed again: nothing
 * here is ever the only copy.
 */
export class Cache {
  readonly #folder: string;
  readonly #code: string;
  readonly #used = new Set<string>();

  /** @param code stands for the rules by which results are computed: with other rules none of them counts */
  constructor(folder: string, code: string) {
    this.#folder = folder;
    this.#code = code;
  }

  /** What was stored under the name by the same rules from the same key; its type is the caller's knowledge. */
  load(name: string, key: string): unknown {
    try {
      const entry = readFileSync(this.#file(name));
      const value = entry.subarray(HEAD_BYTES);
      const isIt =
        entry.subarray(0, KEY_BYTES).equals(this.#key(key)) && entry.readUInt32LE(KEY_BYTES) === crc32(value);
      return isIt ? (deserialize(value) as unknown) : undefined;
    } catch {
      return undefined;
    }
  }

  store(name: string, key: string, value: unknown): void {
    const bytes = serialize(value);
    const head = Buffer.alloc(HEAD_BYTES);
    head.set(this.#key(key));
    head.writeUInt32LE(crc32(bytes), KEY_BYTES);
    writeAtomically(this.#file(name), head, bytes);
  }

  /** Loads what one process has stored for another, which wants it once. */
  take(name: string, key: string): unknown {
    const value = this.load(name, key);
    rmSync(this.#file(name), { force: true });
    return value;
  }

  /** Drops what was neither looked for nor stored here. */
  prune(): void {
    for (const name of filesIn(this.#folder)) {
      if (!this.#used.has(name)) rmSync(path.join(this.#folder, name), { force: true });
    }
  }

  /** Names may hold what file names may not. */
  #file(name: string): string {
    const file = `${createHash('sha256').update(name).digest('hex').slice(0, 16)}.bin`;
    this.#used.add(file);
    return path.join(this.#folder, file);
  }

  #key(key: string): Buffer {
    return createHash('sha256').update(`${this.#code} ${key}`).digest();
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
