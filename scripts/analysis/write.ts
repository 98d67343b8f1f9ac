/** content/generated/: written only where bytes change, and not computed at all while nothing it depends on changed. */
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from '../engine/atomic-write.ts';
import { FileTree } from '../engine/file-tree.ts';
import type { GeneratedFile } from './entries/files.ts';

/** Names what the generated files were computed from, and lists them with their sizes. */
const MANIFEST = 'manifest.json';

interface Manifest {
  readonly key: string;
  readonly files: Readonly<Record<string, number>>;
}

export interface WriteResult {
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

/** Writes the files, removes what an earlier build left, and records `key` last: an interrupted build starts over. */
export async function writeGenerated(
  folder: string,
  key: string,
  files: Iterable<GeneratedFile>,
): Promise<WriteResult> {
  await rm(path.join(folder, MANIFEST), { force: true });
  const tree = new FileTree(folder, { atomic: true });
  const sizes: Record<string, number> = {};
  for (const [name, text] of files) {
    const data = Buffer.from(text);
    sizes[name] = data.byteLength;
    tree.write(name, data);
  }
  const removed = tree.removeStale();
  const manifest: Manifest = { key, files: sizes };
  await writeAtomically(path.join(folder, MANIFEST), `${JSON.stringify(manifest)}\n`);
  return { written: tree.counts.written, removed };
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}
