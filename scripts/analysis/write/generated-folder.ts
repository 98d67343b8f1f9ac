/** content/generated/: written only where bytes change, and not computed at all while nothing it depends on changed. */
import { rmSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from '../../engine/atomic-write.ts';
import { FileTree } from '../../engine/file-tree.ts';
import type { GeneratedFile } from '../entries/files.ts';

/** Names what the generated files were computed from, and lists them with their sizes. */
const MANIFEST = 'manifest.json';

interface Manifest {
  readonly key: string;
  readonly files: Readonly<Record<string, number>>;
}

/** How many files had to be written, and how many that an earlier build left were removed. */
export interface WriteCounts {
  readonly written: number;
  readonly removed: number;
}

/** Whether the folder already holds what `key` stands for, complete. */
export async function isCurrent(folder: string, key: string): Promise<boolean> {
  const manifest = await readManifest(folder);
  if (manifest?.key !== key) return false;
  const sizes = await Promise.all(
    Object.entries(manifest.files).map(async ([name, size]) => {
      const found = await stat(path.join(folder, name)).catch(() => undefined);
      return found?.size === size;
    }),
  );
  return sizes.every(Boolean);
}

/** The folder while it is brought to a new state. Its key is recorded last: an interrupted build starts over. */
export class GeneratedFolder {
  readonly #folder: string;
  readonly #key: string;
  readonly #tree: FileTree;
  readonly #sizes: Record<string, number> = {};

  constructor(folder: string, key: string) {
    rmSync(path.join(folder, MANIFEST), { force: true });
    this.#folder = folder;
    this.#key = key;
    this.#tree = new FileTree(folder, { atomic: true });
  }

  /** Each file is written before the next is asked for. */
  write(files: Iterable<GeneratedFile>): void {
    for (const [name, text] of files) {
      const data = Buffer.from(text);
      this.#sizes[name] = data.byteLength;
      this.#tree.write(name, data);
    }
  }

  /** To be called once all is written: what is left of an earlier state goes. */
  finish(): WriteCounts {
    const removed = this.#tree.removeStale();
    const manifest: Manifest = { key: this.#key, files: this.#sizes };
    writeAtomically(path.join(this.#folder, MANIFEST), `${JSON.stringify(manifest)}\n`);
    return { written: this.#tree.counts.written, removed };
  }
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}
