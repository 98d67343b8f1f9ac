import { text } from 'node:stream/consumers';
import type { AstroIntegration } from 'astro';
import { SHELL } from '../../src/views/frame/shell.ts';

/** In the environment of an Astro that is not to read the collections before its stdin ends. */
export const WAITS = 'KABI_COLLECTIONS_FOLLOW';

/** How Astro's part of a build goes together with the rest, which runs beside it (pieces/all.ts). */
export function buildIntegration(env: Readonly<Record<string, string | undefined>>): AstroIntegration {
  return {
    name: 'kabi-build',
    hooks: {
      // Astro takes seconds to load: it can do so while the collections are still being written.
      'astro:config:setup': async () => {
        if (env[WAITS] !== undefined) await text(process.stdin);
      },
      // The shell of stamped pages is the first that it writes: tens of thousands of pages wait for it.
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((own) => ({
          ...own,
          getStaticPaths: async () => {
            const paths = await own.getStaticPaths();
            return paths.sort((a, b) => Number(isShell(b.pathname)) - Number(isShell(a.pathname)));
          },
        }));
      },
    },
  };
}

function isShell(pathname: string): boolean {
  return pathname.includes(`/${SHELL.symbol}/`);
}
