import { fileURLToPath } from 'node:url';

/** Where the program lies, with the sources of the site: a checkout, or a package. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
