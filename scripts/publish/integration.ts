/** What happens after Astro has rendered its pages: symbol pages, and search. */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { generatedFolder } from '../content/layout.ts';
import type { SymbolRow } from '../../src/kabi/history.ts';
import { historyTableSchema } from '../../src/kabi/schema/generated.ts';
import { createUrls } from '../../src/kabi/urls.ts';
import { SHELL } from '../../src/render/shell.ts';
import type { SiteSettings } from '../site-settings.ts';
import { writeProseSearch } from './prose-search.ts';
import { stampSymbolPages } from './stamp.ts';
import { writeSymbolIndex } from './symbol-index.ts';

/** Pages of these routes hold rows, not prose. */
const ROWS = /^(?:s|symbols|c|m)\//;

export function publish(settings: SiteSettings): AstroIntegration {
  return {
    name: 'kabi-publish',
    hooks: {
      'astro:build:done': async ({ dir, pages, logger }) => {
        const outDir = fileURLToPath(dir);
        const urls = createUrls(settings.base);
        const rows = path.join(generatedFolder(settings.content), 'rows');
        const table = historyTableSchema.parse(
          JSON.parse(await readFile(path.join(rows, 'history.json'), 'utf8')),
        );
        const symbols = parseRows(await readFile(path.join(rows, 'symbols.ndjson'), 'utf8'));
        const shellFile = path.join(outDir, 's', SHELL.symbol, 'index.html');
        const shell = await readFile(shellFile, 'utf8').catch(() => undefined);
        if (shell !== undefined) {
          await rm(path.dirname(shellFile), { recursive: true });
          const context = { table, urls, origin: settings.site ?? '' };
          const stamped = stampSymbolPages(
            symbols,
            context,
            { ...SHELL, html: shell },
            path.join(outDir, 's'),
          );
          logger.info(`${stamped} symbol pages stamped`);
        }
        await writeSymbolIndex(symbols, table, urls, outDir);
        const prose = pages
          .map((page) => page.pathname)
          .filter((name) => !ROWS.test(name) && name !== '404/');
        logger.info(`${await writeProseSearch(prose, outDir)} pages of prose indexed`);
      },
    },
  };
}

function parseRows(text: string): SymbolRow[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SymbolRow);
}
