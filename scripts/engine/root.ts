import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the program lies, with the sources of the site: a checkout, or a package. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What builds keep for the next one: beside the sources in a checkout, in the user's own cache (XDG Base Directory
 * Specification) where the program is installed, as others may share that folder and it may be read-only.
 */
export const CACHE = isInstalled(ROOT)
  ? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'kabi-reports')
  : path.join(ROOT, '.cache');

function isInstalled(root: string): boolean {
  return path.basename(path.dirname(root)) === 'node_modules';
}
