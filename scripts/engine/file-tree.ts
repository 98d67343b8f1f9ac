import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FileWriter } from './file-writer.ts';

/**
 * A folder being brought to a new state file by file: what is there already with the same bytes is left alone, what is
 * not part of the new state is removed at the end. Creating and deleting tens of thousands of files costs far more than
 * comparing them. Synchronous on purpose: waiting for the thread pool costs more than writing a small file.
 */
export class FileTree {
  readonly root: string;
  /** Whether there was no such folder before. */
  readonly isNew: boolean;
  readonly #stale: Set<string>;
  readonly #writer: FileWriter;
  readonly #names = new Set<string>();
  /** The SHA-256 of each file by its name, if they are wanted. */
  readonly digests = new Map<string, string>();
  #written = 0;

  /**
   * @param atomic whether somebody may read the files meanwhile: each is then seen in its old or its new state
   * @param hashes whether `digests` is filled
   */
  constructor(
    root: string,
    { atomic, hashes = false }: { readonly atomic: boolean; readonly hashes?: boolean },
  ) {
    this.root = root;
    this.isNew = !existsSync(root);
    mkdirSync(root, { recursive: true });
    this.#stale = new Set(listFiles(root));
    this.#writer = new FileWriter(root, {
      ...{ atomic, isNew: this.isNew },
      ...(hashes ? { digests: this.digests } : {}),
    });
  }

  /** Number of files of the new state so far, and how many of them had to be written here. */
  get counts(): { readonly files: number; readonly written: number } {
    return { files: this.#names.size, written: this.#written };
  }

  /** Paths of the files of the new state so far. */
  get names(): ReadonlySet<string> {
    return this.#names;
  }

  /**
   * @param name path below the root, with `/`
   * @throws {RangeError} if it leads outside: names of symbols and modules come from files that anybody may have made
   */
  write(name: string, data: string | Uint8Array): void {
    this.#names.add(name);
    this.#stale.delete(name);
    if (this.#writer.write(name, data)) this.#written += 1;
  }

  /** Takes files into the new state that another process brings to it, each with its SHA-256. */
  adopt(files: Iterable<readonly [name: string, sha256: string]>): void {
    for (const [name, digest] of files) {
      this.digests.set(name, digest);
      this.#names.add(name);
      this.#stale.delete(name);
    }
  }

  /** Copies the files of a folder that are wanted, by their paths below it. */
  copy(folder: string, wanted: (name: string) => boolean): void {
    for (const name of listFiles(folder)) {
      if (wanted(name)) this.write(name, readFileSync(path.join(folder, name)));
    }
  }

  /**
   * Removes what was not written. A folder left empty stays: it serves nothing.
   *
   * @returns the number of files removed
   */
  removeStale(): number {
    const removed = this.#stale.size;
    for (const name of this.#stale) rmSync(path.join(this.root, name), { force: true });
    this.#stale.clear();
    return removed;
  }
}

/** Paths of all files below a folder, with `/`. */
export function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}
