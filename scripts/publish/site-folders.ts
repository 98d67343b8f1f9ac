/**
 * The folders that a site passes through: the one that is served, and the site before last, which is brought to the new state
 * and swapped with it. Nothing is ever served half-written, and most files need no writing.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { CACHE } from '../engine/root.ts';
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

/** Whether the site in place was built from these inputs. */
export async function isBuiltFrom(outDir: string, key: string): Promise<boolean> {
  const stamp = await readFile(path.join(outDir, STAMP), 'utf8').catch(() => '');
  return stamp.trim() === key;
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
