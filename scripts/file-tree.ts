import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A folder being brought to a new state file by file: what is there already with the same bytes is left alone, what is
 * not part of the new state is removed at the end. Creating and deleting tens of thousands of files costs far more than
 * comparing them. Synchronous on purpose: waiting for the thread pool costs more than writing a small file.
 */
export class FileTree {
  readonly root: string;
  readonly #stale: Set<string>;
  readonly #atomic: boolean;
  readonly #names = new Set<string>();
  #written = 0;

  /** @param atomic whether somebody may read the files meanwhile: each is then seen in its old or its new state */
  constructor(root: string, { atomic }: { readonly atomic: boolean }) {
    this.root = root;
    this.#atomic = atomic;
    mkdirSync(root, { recursive: true });
    this.#stale = new Set(listFiles(root));
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
    if (writeIfDifferent(this.root, name, data, { atomic: this.#atomic })) this.#written += 1;
  }

  /** Takes files into the new state that another process brings to it. */
  adopt(names: Iterable<string>): void {
    for (const name of names) {
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

/**
 * @param name path below the root, with `/`
 * @param isNew nothing was below the root before: no need to look
 * @returns whether the file was not there with the same bytes
 * @throws {RangeError} if the name leads outside
 */
export function writeIfDifferent(
  root: string,
  name: string,
  data: string | Uint8Array,
  { atomic, isNew = false }: { readonly atomic: boolean; readonly isNew?: boolean },
): boolean {
  if (name.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    throw new RangeError(`"${name}" may lie outside of ${root}`);
  }
  const file = path.join(root, name);
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  if (!isNew && existsSync(file)) {
    if (readFileSync(file).equals(bytes)) return false;
  } else mkdirSync(path.dirname(file), { recursive: true });
  if (atomic) {
    writeFileSync(`${file}.tmp`, bytes);
    renameSync(`${file}.tmp`, file);
  } else writeFileSync(file, bytes);
  return true;
}

/** Paths of all files below a folder, with `/`. */
export function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}
