/** What follows Astro: symbol pages stamped into their shell, the symbol index, full-text search over prose. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSymbolRows } from '../../src/kabi/history.ts';
import { historyTableSchema, importersSchema } from '../../src/kabi/schema/generated.ts';
import { createUrls } from '../../src/kabi/urls.ts';
import { SHELL } from '../../src/render/shell.ts';
import { generatedFolder } from '../content/layout.ts';
import type { FileTree } from '../file-tree.ts';
import type { SiteSettings } from '../site-settings.ts';
import { checkFiles } from './check-files.ts';
import { proseIndexFiles } from './prose-search.ts';
import { schemaFiles } from './schema-files.ts';
import { createStamp, symbolPages } from './stamp.ts';
import { symbolIndexFiles } from './symbol-index.ts';

/** Folders whose pages hold rows, not prose. */
const ROWS = new Set(['s', 'symbols', 'c', 'm']);
const SHELL_PAGE = `s/${SHELL.symbol}/index.html`;

/**
 * @param settings those that Astro renders `settings.outDir` with
 * @param rendered settles when Astro is done: until then, everything is prepared that does not need its pages
 */
export async function publishSite(
  settings: SiteSettings,
  tree: FileTree,
  rendered: Promise<void>,
): Promise<void> {
  const rows = path.join(generatedFolder(settings.content), 'rows');
  const table = historyTableSchema.parse(JSON.parse(readFileSync(path.join(rows, 'history.json'), 'utf8')));
  const importers = importersSchema.parse(
    JSON.parse(readFileSync(path.join(rows, 'importers.json'), 'utf8')),
  );
  const symbols = parseSymbolRows(readFileSync(path.join(rows, 'symbols.ndjson'), 'utf8'));
  const urls = createUrls(settings.base);
  for (const [name, text] of symbolIndexFiles(symbols, table, importers.drivers, urls))
    tree.write(name, text);
  for (const [name, text] of checkFiles(symbols, table)) tree.write(name, text);
  for (const [name, text] of schemaFiles()) tree.write(name, text);
  const pages = symbolPages(symbols, { table, importers, urls, origin: settings.site ?? '' });
  await rendered;
  for (const [name, data] of await proseIndexFiles(prosePages(settings.outDir))) tree.write(name, data);
  tree.copy(settings.outDir, (name) => name !== SHELL_PAGE);
  const shellFile = path.join(settings.outDir, SHELL_PAGE);
  // Without a shell, Astro has rendered the symbol pages itself (src/symbol-pages.ts).
  if (existsSync(shellFile)) {
    const stamp = createStamp({ ...SHELL, html: readFileSync(shellFile, 'utf8') });
    for (const page of pages) tree.write(`s/${page.symbol}/index.html`, stamp(page));
  }
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
