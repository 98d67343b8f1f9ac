/** Parts of earlier analyses, each with the key of what it was computed from. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';

/**
 * One file per part, overwritten when its key changes. What is missing, damaged or of another key is computed again: nothing
 * here is ever the only copy.
 */
export class AnalysisCache {
  readonly #folder: string;
  readonly #code: string;

  /** @param code stands for the rules by which parts are computed: with other rules none of them counts */
  constructor(folder: string, code: string) {
    this.#folder = folder;
    this.#code = code;
  }

  /** What was stored under the name by the same rules from the same key; its type is the caller's knowledge. */
  load(name: string, key: string): unknown {
    try {
      const entry = deserialize(readFileSync(this.#file(name))) as {
        readonly key: string;
        readonly value: unknown;
      };
      return entry.key === this.#key(key) ? entry.value : undefined;
    } catch {
      return undefined;
    }
  }

  store(name: string, key: string, value: unknown): void {
    const file = this.#file(name);
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(`${file}.${process.pid}.tmp`, serialize({ key: this.#key(key), value }));
    renameSync(`${file}.${process.pid}.tmp`, file);
  }

  /** Names may hold what file names may not. */
  #file(name: string): string {
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
    return path.join(this.#folder, `${hash}.bin`);
  }

  #key(key: string): string {
    return `${this.#code} ${key}`;
  }
}

/** For a file that may not be there: then its key is that of nothing. */
export function fileKey(file: string): string {
  if (!existsSync(file)) return '';
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
