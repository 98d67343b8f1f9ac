/** What follows Astro: symbol pages stamped into their shell, the symbol index, full-text search over prose. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parseSymbolRows } from '../../src/kabi/history.ts';
import { parseRows } from '../../src/kabi/row-lines.ts';
import { vendorEntrySchema } from '../../src/kabi/schema/generated-policies.ts';
import {
  compareEntrySchema,
  driverEntrySchema,
  historyTableSchema,
  importersSchema,
  releaseEntrySchema,
  type HistoryTable,
} from '../../src/kabi/schema/generated.ts';
import { inTreeNamesSchema, type InTreeDriver } from '../../src/kabi/schema/in-tree.ts';
import type { TypeKey } from '../../src/kabi/types/table.ts';
import { createUrls, type Urls } from '../../src/kabi/urls.ts';
import { redirectPage } from '../../src/render/redirect-page.ts';
import { SHELL } from '../../src/render/shell.ts';
import { generatedFolder } from '../content/layout.ts';
import type { FileTree } from '../file-tree.ts';
import type { SiteSettings } from '../site-settings.ts';
import { pagesAmong, readRedirects, redirectLines, refuseBadRedirects, refuseVanished } from './addresses.ts';
import { badgeFiles } from './badge-files.ts';
import { checkFiles } from './check-files.ts';
import { entryTwins } from './entry-twins.ts';
import { feedFiles } from './feed-files.ts';
import { readEntries } from './generated-entries.ts';
import { hostFiles } from './host-files.ts';
import { pageDays } from './page-days.ts';
import { proseIndexFiles } from './prose-search.ts';
import { schemaFiles } from './schema-files.ts';
import { sitemapFiles } from './sitemap-files.ts';
import { StampedPages } from './stamp-all.ts';
import { symbolPageFile } from './stamped-pages.ts';
import { symbolIndexFiles } from './symbol-index.ts';

/** Folders whose pages hold rows, not prose. */
const ROWS = new Set(['s', 'symbols', 't', 'c', 'm']);
const SHELL_PAGE = symbolPageFile(SHELL.symbol);

export interface Publishing {
  /** Those that Astro renders `settings.outDir` with. */
  readonly settings: SiteSettings;
  /** The site to be. */
  readonly tree: FileTree;
  /** Settles when Astro is done: until then, everything is prepared that does not need its pages. */
  readonly rendered: Promise<void>;
  /** Processes at a time. */
  readonly jobs: number;
  readonly signal: AbortSignal;
}

export async function publishSite({ settings, tree, rendered, jobs, signal }: Publishing): Promise<void> {
  const redirects = await readRedirects(settings.content);
  const rows = path.join(generatedFolder(settings.content), 'rows');
  const { base, site, hasTwins } = settings;
  const pages = new StampedPages({ rows, base, site, hasTwins }, tree.root, jobs, signal);
  const read = (name: string) => readFileSync(path.join(rows, name), 'utf8');
  const table = historyTableSchema.parse(JSON.parse(read('history.json')));
  const importers = importersSchema.parse(JSON.parse(read('importers.json')));
  const symbols = parseSymbolRows(read('symbols.ndjson'));
  const urls = createUrls(base);
  const inTree = inTreeNamesSchema.parse(JSON.parse(read('in-tree-names.json'))).map(({ name }) => name);
  const types = z.array(z.string()).parse(JSON.parse(read('type-names.json'))) as TypeKey[];
  for (const [name, text] of symbolIndexFiles(symbols, table, importers.drivers, inTree, types, urls))
    tree.write(name, text);
  for (const [name, text] of checkFiles(symbols, table)) tree.write(name, text);
  for (const [name, text] of schemaFiles()) tree.write(name, text);
  const generated = generatedFolder(settings.content);
  const entries = readSources(generated);
  for (const [name, text] of feedFiles(
    { ...entries, products: table.products },
    { urls, origin: site ?? '' },
  ))
    tree.write(name, text);
  const newest = table.products.flatMap(({ name, releases }) => {
    const found = entries.releases.find(({ id }) => id === `${name}/${releases.at(-1) ?? ''}`);
    return found === undefined ? [] : [found.data];
  });
  for (const [name, text] of badgeFiles(newest, entries.drivers)) tree.write(name, text);
  for (const [name, text] of hostFiles(base, site)) tree.write(name, text);
  if (hasTwins) {
    const twins = entryTwins(generatedFolder(settings.content), base, site ?? '');
    for (const [name, text] of twins) tree.write(name, text);
  }
  await rendered;
  for (const [name, data] of await proseIndexFiles(prosePages(settings.outDir))) tree.write(name, data);
  tree.copy(settings.outDir, (name) => name !== SHELL_PAGE);
  const shellFile = path.join(settings.outDir, SHELL_PAGE);
  // Without a shell, Astro has rendered these pages itself (src/stamped-pages.ts).
  const shell = existsSync(shellFile) ? readFileSync(shellFile, 'utf8') : undefined;
  tree.adopt(await pages.write(shell));
  refuseBadRedirects(settings.content, redirects, new Set(pagesAmong(tree.names)));
  for (const each of redirects) {
    tree.write(`${each.from}index.html`, redirectPage(each, base, site ?? '').text);
  }
  refuseVanished(settings.content, tree.names);
  // A sitemap needs addresses with a host.
  if (site !== null) {
    const days = pageDays({ ...entries, symbols, table, inTree: inTreeDrivers(read('in-tree.ndjson')) });
    const moved = new Set(redirects.map(({ from }) => from));
    const listed = pagesAmong(tree.names).filter((page) => !moved.has(page) && !page.endsWith('/latest/'));
    for (const [name, text] of sitemapFiles(listed, (page) => days.get(page), site + base)) {
      tree.write(name, text);
    }
  }
  tree.write('_redirects', redirectLines(redirects, latestAliases(table, urls), base));
}

/** What feeds, badges and the sitemap are made of. */
function readSources(generated: string) {
  const entries = <T>(collection: string, schema: z.ZodType<T>) =>
    readEntries(path.join(generated, collection), schema);
  return {
    releases: entries('releases', releaseEntrySchema),
    compares: entries('compares', compareEntrySchema),
    drivers: entries('drivers', driverEntrySchema),
    vendors: entries('policies', vendorEntrySchema),
  };
}

function inTreeDrivers(text: string): InTreeDriver[] {
  return parseRows(text) as InTreeDriver[];
}

/** The newest release of each product has a second address. */
function latestAliases({ products }: HistoryTable, urls: Urls): { from: string; to: string }[] {
  return products.flatMap(({ name, releases }) => {
    const newest = releases.at(-1);
    return newest === undefined ? [] : [{ from: urls.latest(name), to: urls.release(name, newest) }];
  });
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
