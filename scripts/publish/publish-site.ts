/** What follows Astro: symbol pages stamped into their shell, the symbol index, full-text search over prose. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSymbolRows } from '../../src/kabi/history.ts';
import { historyTableSchema } from '../../src/kabi/schema/generated.ts';
import { createUrls } from '../../src/kabi/urls.ts';
import { SHELL } from '../../src/render/shell.ts';
import { generatedFolder } from '../content/layout.ts';
import type { SiteSettings } from '../site-settings.ts';
import { proseIndexFiles } from './prose-search.ts';
import type { SiteTree } from './site-tree.ts';
import { stampSymbolPages } from './stamp.ts';
import { symbolIndexFiles } from './symbol-index.ts';

/** Folders whose pages hold rows, not prose. */
const ROWS = new Set(['s', 'symbols', 'c', 'm']);
const SHELL_PAGE = `s/${SHELL.symbol}/index.html`;

/** @param settings those that Astro rendered `settings.outDir` with */
export async function publishSite(settings: SiteSettings, tree: SiteTree): Promise<void> {
  const rows = path.join(generatedFolder(settings.content), 'rows');
  const table = historyTableSchema.parse(JSON.parse(readFileSync(path.join(rows, 'history.json'), 'utf8')));
  const symbols = parseSymbolRows(readFileSync(path.join(rows, 'symbols.ndjson'), 'utf8'));
  const urls = createUrls(settings.base);
  const shell = { ...SHELL, html: readFileSync(path.join(settings.outDir, SHELL_PAGE), 'utf8') };
  tree.copy(settings.outDir, (name) => name !== SHELL_PAGE);
  const context = { table, urls, origin: settings.site ?? '' };
  for (const [symbol, page] of stampSymbolPages(symbols, context, shell)) {
    tree.write(`s/${symbol}/index.html`, page);
  }
  for (const [name, text] of symbolIndexFiles(symbols, table, urls)) tree.write(name, text);
  for (const [name, data] of await proseIndexFiles(prosePages(settings.outDir))) tree.write(name, data);
}

function* prosePages(folder: string): Generator<readonly [url: string, html: string]> {
  for (const top of readdirSync(folder, { withFileTypes: true })) {
    if (!top.isDirectory() || ROWS.has(top.name)) continue;
    const names = readdirSync(path.join(folder, top.name), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((each) => path.basename(each) === 'index.html').sort()) {
      const page = path.join(top.name, path.dirname(name)).replaceAll(path.sep, '/');
      yield [`/${page}/`, readFileSync(path.join(folder, top.name, name), 'utf8')];
    }
  }
}
