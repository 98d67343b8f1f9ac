/** Script of the process that Astro builds in: it keeps its collections in memory, which ends with it. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { build, type AstroIntegration } from 'astro';
import { Fault } from '../../src/base/problems.ts';
import { SHELL } from '../../src/views/frame/shell.ts';
import { ROOT } from '../engine/root.ts';
import { isSystemError } from '../engine/exit.ts';
import { linkSitePackages } from '../engine/site-packages.ts';
import { ask } from '../engine/worker.ts';
import { COLLECTIONS_WRITTEN, type ShellRendered } from './questions.ts';

/**
 * Renders the pages of the site that the environment describes (settingsEnv in site-settings.ts).
 *
 * @throws {Fault} if Astro fails, whose message is printed; a system error for one
 */
export async function render(): Promise<void> {
  try {
    // Astro writes into its root, and the sources may be read-only, or be those of another site that is built just now.
    const root = process.env['KABI_CACHE'] ?? ROOT;
    mkdirSync(root, { recursive: true });
    linkSitePackages(root);
    process.chdir(root);
    const configFile = path.relative(root, path.join(ROOT, 'astro.config.mjs'));
    await build({ root, configFile, logLevel: 'silent', integrations: [besideOthers()] });
  } catch (error) {
    if (isSystemError(error)) throw error;
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    throw new Fault({ kind: 'site-not-built', path: process.env['KABI_CONTENT'] ?? ROOT });
  }
}

/** How Astro's work goes together with that of other processes. */
function besideOthers(): AstroIntegration {
  return {
    name: 'kabi-build',
    hooks: {
      'astro:config:setup': async () => {
        await ask(COLLECTIONS_WRITTEN);
      },
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((own) => ({
          ...own,
          // The shell goes first.
          getStaticPaths: async () => {
            const paths = await own.getStaticPaths();
            return paths.sort((a, b) => Number(isShell(b.pathname)) - Number(isShell(a.pathname)));
          },
          render: async (request, options) => {
            const rendered = await own.render(request, options);
            if (isShell(new URL(request.url).pathname)) {
              const response = rendered instanceof Response ? rendered : rendered.response;
              const message: ShellRendered = { shell: await response.clone().text() };
              void ask(message);
            }
            return rendered;
          },
        }));
      },
    },
  };
}

function isShell(pathname: string): boolean {
  return pathname.includes(`/${SHELL.symbol}/`);
}
