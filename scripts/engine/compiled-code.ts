/** Compiled code that the processes of a build share: each would compile the same files. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { inputFiles, inputKey } from './input-key.ts';

/**
 * The folder for the code as it is now. What was kept of other versions is removed: Node never does, and each is 17 MB.
 *
 * @param root of the checkout
 * @param cache folder of all such folders
 */
export async function compiledCodeFolder(root: string, cache: string): Promise<string> {
  const key = await inputKey(await inputFiles(root, ['src', 'scripts', 'package-lock.json']));
  const name = key.slice(0, 12);
  const kept = await readdir(cache).catch(() => []);
  const stale = kept.filter((each) => each !== name);
  await Promise.all(stale.map((each) => rm(path.join(cache, each), { recursive: true, force: true })));
  return path.join(cache, name);
}
