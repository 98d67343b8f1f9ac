/** What is published beside and after Astro's pages: stamped pages, what lies beside pages, full-text search over prose. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES, type Language } from '../../src/base/language.ts';
import { type HistoryTable } from '../../src/history/history-table.ts';
import { createUrls, type Urls } from '../../src/addresses/urls.ts';
import { redirectPage } from '../../src/views/frame/redirect-page.ts';
import { movedFile } from '../../src/views/frame/moved-files.ts';
import { SHELL } from '../../src/views/frame/shell.ts';
import { rowsFolder } from '../corpus/layout.ts';
import type { FileTree } from '../engine/file-tree.ts';
import type { SiteSettings } from '../corpus/site-settings.ts';
import {
  movesIn,
  pagesAmong,
  readMoves,
  redirectLines,
  refuseBadRedirects,
  refuseVanished,
} from './addresses.ts';
import type { WrittenFile } from './parts.ts';
import { proseIndexFiles } from './prose-search.ts';
import { sitemap } from './beside/side-files.ts';
import { symbolPageFile } from './stamped/pages.ts';
import { HISTORY } from '../../src/records/rows/history.ts';
import { rowsIn } from '../corpus/generated-rows.ts';

/** Folders whose pages hold rows, not prose. */
const ROWS = new Set(['s', 'symbols', 't', 'c', 'm']);
/** In place of all stamped pages. */
const SHELL_PAGE = symbolPageFile(SHELL.symbol);

/** What others make of the site at the same time. */
export interface Others {
  /** Settles when Astro is done. */
  readonly rendered: Promise<void>;
  /** Settles when all parts are made: their files, by path below the site's folder. */
  readonly parts: () => Promise<readonly WrittenFile[]>;
}

/**
 * @param settings those that Astro renders `settings.outDir` with
 * @param tree the site to be
 */
export async function publishSite(
  settings: SiteSettings,
  tree: FileTree,
  { rendered, parts }: Others,
): Promise<void> {
  const rules = await readMoves(settings.content);
  const { base, site, profile } = settings;
  await rendered;
  const isPublished = publishedIn(profile.languages);
  const prose = prosePages(settings.outDir, isPublished);
  for (const [name, data] of await proseIndexFiles(prose)) tree.write(name, data);
  tree.copy(settings.outDir, (name) => name !== SHELL_PAGE && isPublished(name));
  tree.adopt(await parts());
  const published = pagesAmong(tree.names);
  refuseBadRedirects(settings.content, rules.redirects, new Set(published));
  const { redirects, copies, standIns } = movesIn(settings.content, rules, tree.names);
  for (const each of redirects) {
    tree.write(`${each.from}index.html`, redirectPage(each, base, site ?? '').text);
  }
  // Programs do not follow pages that lead on.
  for (const [from, to] of copies) tree.write(from, readFileSync(path.join(tree.root, to)));
  for (const [address, moved] of standIns) {
    const file = movedFile(moved, path.posix.basename(address), `${site ?? ''}${base}`);
    if (file !== undefined) tree.write(address, file);
  }
  refuseVanished(settings.content, tree.names);
  for (const [name, data] of sitemap(settings, published)) tree.write(name, data);
  const table = rowsIn(rowsFolder(settings.content)).get(HISTORY);
  tree.write('_redirects', redirectLines(rules, latestAliases(table, createUrls(base)), base));
}

/** Astro renders the pages of all languages; a site that has not all of them leaves out the folders of the others. */
function publishedIn(languages: readonly Language[]): (file: string) => boolean {
  const left = LANGUAGES.filter((each) => !languages.includes(each));
  return (file) => !left.some((each) => file.startsWith(`${each}/`));
}

/** The newest release of each product has a second address. */
function latestAliases({ products }: HistoryTable, urls: Urls): { from: string; to: string }[] {
  return products.flatMap(({ name, releases }) => {
    const newest = releases.at(-1);
    return newest === undefined ? [] : [{ from: urls.latest(name), to: urls.release(name, newest) }];
  });
}

function* prosePages(
  folder: string,
  isPublished: (file: string) => boolean,
): Generator<readonly [url: string, html: string]> {
  for (const top of readdirSync(folder, { withFileTypes: true })) {
    if (!top.isDirectory() || ROWS.has(top.name) || !isPublished(`${top.name}/`)) continue;
    const names = readdirSync(path.join(folder, top.name), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((each) => path.basename(each) === 'index.html').sort()) {
      const page = path.join(top.name, path.dirname(name)).replaceAll(path.sep, '/');
      yield [`/${page}/`, readFileSync(path.join(folder, top.name, name), 'utf8')];
    }
  }
}
