import type { Plugin } from 'vite';
import { rowsFolder } from '../corpus/layout.ts';

const NAME = 'kabi:rows';

/**
 * Gives pages the row data of content/generated/rows/ as `kabi:rows`. As a content collection the rows would pass through
 * Astro's data store and its bundler: measured on Debian's 47 kernels, 60 MB of rows cost 600 MB and several seconds.
 */
export function rowsPlugin(content: string): Plugin {
  const folder = rowsFolder(content);
  return {
    name: 'kabi-rows',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      return `import { readFileSync } from 'node:fs';
import path from 'node:path';
export const readRows = (name) => readFileSync(path.join(${JSON.stringify(folder)}, name), 'utf8');`;
    },
  };
}
