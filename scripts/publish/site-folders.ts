/**
 * The folders that a site passes through: the one that is served, and the site before last, which is brought to the new state
 * and swapped with it. Nothing is ever served half-written, and most files need no writing.
 */
import { createHash, hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { CACHE } from '../engine/root.ts';
import { isOutsideManifest, MANIFEST, parseManifest } from './manifest.ts';
import { withoutInterruption } from '../engine/interruption.ts';

/** Left in the site: which inputs it was built from. Written last, so that only a complete site has it. */
export const STAMP = 'build-key.txt';

/** The site before the one in place, and the site to be. */
export function previousFolder(outDir: string): string {
  return `${outDir}.previous`;
}

/** Held by whoever makes the site. */
export function siteLockFile(outDir: string): string {
  return `${outDir}.lock`;
}

/** Where the site in place is while another takes its place. */
function asideFolder(outDir: string): string {
  return `${outDir}.aside`;
}

/** What is kept from build to build: one folder per site, so that builds of different sites do not disturb each other. */
export function cacheFolder(content: string, outDir: string): string {
  const name = createHash('sha256').update(`${content}\n${outDir}`).digest('hex').slice(0, 12);
  return path.join(CACHE, name);
}

/** Whether a build may put its site there: it removes in the end what it finds. */
export async function isReplaceable(outDir: string): Promise<boolean> {
  if (!existsSync(outDir) || existsSync(path.join(outDir, STAMP))) return true;
  return (await readdir(outDir)).length === 0;
}

/** The key of the inputs, and below it the hash of the list of files that came of them. */
export function formatStamp(key: string, manifest: string): string {
  return `${key}\n${hash('sha256', manifest)}\n`;
}

/**
 * Whether the site in place was built from these inputs, and is still there: its list of files is the one that was written
 * then, and names the files that there are. `kabi fsck --site` looks into them, too.
 *
 * @param files of the site
 */
export async function isBuiltFrom(outDir: string, key: string, files: readonly string[]): Promise<boolean> {
  const read = (name: string) => readFile(path.join(outDir, name), 'utf8').catch(() => '');
  const [stamp, manifest] = await Promise.all([read(STAMP), read(MANIFEST)]);
  if (stamp !== formatStamp(key, manifest)) return false;
  const listed = parseManifest(manifest);
  const found = files.filter((name) => !isOutsideManifest(name, STAMP));
  return found.length === listed?.size && found.every((name) => listed.has(name));
}

/** Between two renames there is a moment without a site, but never one with half of it. */
export async function swap(outDir: string): Promise<void> {
  const [previous, aside] = [previousFolder(outDir), asideFolder(outDir)];
  await withoutInterruption(async () => {
    if (existsSync(outDir)) await rename(outDir, aside);
    await rename(previous, outDir);
    if (existsSync(aside)) await rename(aside, previous);
  });
}

/** After a machine that died within a swap: the site is put back in its place, or the one before it out of the way. */
export async function finishSwap(outDir: string): Promise<void> {
  const [previous, aside] = [previousFolder(outDir), asideFolder(outDir)];
  if (!existsSync(aside)) return;
  if (!existsSync(outDir)) await rename(aside, outDir);
  else await rename(aside, previous);
}
