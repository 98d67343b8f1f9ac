import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeAtomically } from './atomic-write.ts';

export interface FileWriterOptions {
  /** Whether somebody may read the files meanwhile: each is then seen in its old or its new state. */
  readonly atomic: boolean;
  /** Nothing was below the root before, and each file is written once: no need to look what is there. */
  readonly isNew: boolean;
  /** Takes the SHA-256 of each file by its name, as it is written: the bytes are at hand then. */
  readonly digests?: Map<string, string>;
}

/** Writes files below a folder, those that are not there already with the same bytes. */
export class FileWriter {
  readonly #root: string;
  readonly #atomic: boolean;
  readonly #isNew: boolean;
  readonly #digests: Map<string, string> | undefined;
  /** A page's files come one after the other, and need their folder made once. */
  #folder = '';

  constructor(root: string, { atomic, isNew, digests }: FileWriterOptions) {
    this.#digests = digests;
    this.#root = root;
    this.#atomic = atomic;
    this.#isNew = isNew;
  }

  /**
   * @param name path below the root, with `/`
   * @returns whether the file was not there with the same bytes
   * @throws {RangeError} if the name leads outside: names of symbols and modules come from files that anybody may have made
   */
  write(name: string, data: string | Uint8Array): boolean {
    if (LEADS_ELSEWHERE.test(name)) throw new RangeError(`"${name}" may lie outside of ${this.#root}`);
    this.#digests?.set(name, hash('sha256', data));
    const file = `${this.#root}${path.sep}${name}`;
    const size = this.#isNew ? undefined : statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) this.#makeFolder(name);
    else if (isSame(file, size, data)) return false;
    if (this.#atomic) writeAtomically(file, data);
    else writeFileSync(file, data);
    return true;
  }

  #makeFolder(name: string): void {
    const folder = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    if (folder === this.#folder) return;
    mkdirSync(path.join(this.#root, folder), { recursive: true });
    this.#folder = folder;
  }
}

/** Reads only a file that has as many bytes: most of those that change do not. */
function isSame(file: string, size: number, data: string | Uint8Array): boolean {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  return bytes.length === size && readFileSync(file).equals(bytes);
}

/** An empty part, `.` or `..`. */
const LEADS_ELSEWHERE = /(?:^|\/)(?:\.{0,2})(?:\/|$)/;
