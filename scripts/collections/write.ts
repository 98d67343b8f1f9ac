/** content/generated/: written only where bytes change, and not computed at all while nothing it depends on changed. */
import { createHash } from 'node:crypto';
import { glob, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically, writeIfChanged } from '../content/atomic-write.ts';
import type { GeneratedFile } from './files.ts';

/** Names what the generated files were computed from, and lists them with their sizes. */
const MANIFEST = 'manifest.json';

interface Manifest {
  readonly key: string;
  readonly files: Readonly<Record<string, number>>;
}

export interface WriteResult {
  readonly written: number;
  readonly removed: number;
  readonly total: number;
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
  const sizes: Record<string, number> = {};
  let written = 0;
  for (const [name, text] of files) {
    const data = Buffer.from(text);
    sizes[name] = data.byteLength;
    if (await writeIfChanged(path.join(folder, name), data)) written += 1;
  }
  const removed = await removeOthers(folder, sizes);
  await writeAtomically(
    path.join(folder, MANIFEST),
    `${JSON.stringify({ key, files: sizes } satisfies Manifest)}\n`,
  );
  return { written, removed, total: Object.keys(sizes).length };
}

/** One hash over files (by name and content) and further text that the result depends on. */
export async function contentKey(files: readonly string[], ...rest: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    hash.update(`${digest} ${file}\n`);
  }
  for (const text of rest) hash.update(`${text}\n`);
  return hash.digest('hex');
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}

async function removeOthers(folder: string, keep: Readonly<Record<string, number>>): Promise<number> {
  let removed = 0;
  for await (const entry of glob('**/*', { cwd: folder, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const name = path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/');
    if (name in keep) continue;
    await rm(path.join(folder, name), { force: true });
    removed += 1;
  }
  return removed;
}
