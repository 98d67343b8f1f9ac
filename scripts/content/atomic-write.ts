import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes through a temporary name in the same folder: a reader, or an interruption, sees the old file or the new. */
export async function writeAtomically(file: string, data: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, data);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** As writeAtomically, but leaves a file alone that already holds these bytes. Returns whether it wrote. */
export async function writeIfChanged(file: string, data: string | Uint8Array): Promise<boolean> {
  const wanted = Buffer.from(data);
  const current = await readFile(file).catch(() => undefined);
  if (current?.equals(wanted) === true) return false;
  await writeAtomically(file, wanted);
  return true;
}
