import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isSystemError } from './exit.ts';
import { withoutInterruption } from './interruption.ts';

/**
 * Writes through a temporary name in the same folder, which is made if it is not there: a reader, or an interruption, sees
 * the old file or the new. Synchronous on purpose: waiting for the thread pool costs more than writing a small file.
 *
 * @param parts of the file, one after the other
 */
export function writeAtomically(file: string, ...parts: readonly (string | Uint8Array)[]): void {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const descriptor = create(temporary);
    try {
      for (const part of parts) writeFileSync(descriptor, part);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function create(file: string): number {
  try {
    return openSync(file, 'w');
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
    mkdirSync(path.dirname(file), { recursive: true });
    return openSync(file, 'w');
  }
}

export interface FileToWrite {
  /** Below the folder. */
  readonly name: string;
  readonly data: string | Uint8Array;
}

/**
 * Writes files that belong together, all or none. They are written below a hidden name first, which is what fails on a
 * full disk; then each is renamed into place, in the order given, and if that fails the earlier ones are put back. A
 * signal to end waits meanwhile. Only a machine that dies within the renames leaves the first files new and the last
 * one old: so the last one should be the one that readers go by.
 */
export async function writeTogether(folder: string, files: readonly FileToWrite[]): Promise<void> {
  await withoutInterruption(async () => {
    const isNew = !existsSync(folder);
    const staging = path.join(folder, `.${randomUUID()}.tmp`);
    try {
      await mkdir(staging, { recursive: true });
      await removeLeftovers(folder);
      for (const [index, { name, data }] of files.entries()) {
        await writeFile(staged(staging, index), data, { flush: true });
        const target = path.join(folder, name);
        if (existsSync(target)) await copyFile(target, backup(staging, index));
      }
      renameAll(
        staging,
        files.map(({ name }) => path.join(folder, name)),
      );
    } finally {
      await rm(staging, { recursive: true, force: true });
      if (isNew) removeIfEmpty(folder);
    }
  });
}

function renameAll(staging: string, targets: readonly string[]): void {
  const undo: (() => void)[] = [];
  try {
    for (const [index, target] of targets.entries()) {
      const parent = path.dirname(target);
      if (!existsSync(parent)) {
        mkdirSync(parent);
        undo.push(() => rmdirSync(parent));
      }
      const previous = backup(staging, index);
      renameSync(staged(staging, index), target);
      undo.push(existsSync(previous) ? () => renameSync(previous, target) : () => rmSync(target));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

function staged(staging: string, index: number): string {
  return path.join(staging, String(index));
}

function backup(staging: string, index: number): string {
  return path.join(staging, `${index}.previous`);
}

const LEFTOVER_AGE_MS = 3_600_000;

/** What a killed run left. Young ones may belong to another run that is at work. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.tmp')) continue;
    const leftover = path.join(folder, name);
    const status = await stat(leftover).catch(() => undefined);
    const isOld = status !== undefined && Date.now() - status.mtimeMs > LEFTOVER_AGE_MS;
    if (isOld) await rm(leftover, { recursive: true, force: true });
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not empty, or was never made.
  }
}
