/** What is published beside and after Astro's pages: stamped pages, what lies beside pages, full-text search over prose. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES, type Language } from '../../src/kabi/schema/prose.ts';
import { historyTableSchema, type HistoryTable } from '../../src/kabi/schema/generated.ts';
import { createUrls, type Urls } from '../../src/kabi/urls.ts';
import { redirectPage } from '../../src/render/redirect-page.ts';
import { SHELL } from '../../src/render/shell.ts';
import { generatedFolder } from '../content/layout.ts';
import type { FileTree } from '../file-tree.ts';
import type { SiteSettings } from '../site-settings.ts';
import { pagesAmong, readRedirects, redirectLines, refuseBadRedirects, refuseVanished } from './addresses.ts';
import { proseIndexFiles } from './prose-search.ts';
import { PiecesInTheMaking } from './pieces/all.ts';
import { PIECES } from './pieces/piece.ts';
import { sitemap } from './side-files.ts';
import { symbolPageFile } from './stamped/pages.ts';

/** Folders whose pages hold rows, not prose. */
const ROWS = new Set(['s', 'symbols', 't', 'c', 'm']);
/** In place of all stamped pages. */
export const SHELL_PAGE = symbolPageFile(SHELL.symbol);

export interface Publishing {
  /** Those that Astro renders `settings.outDir` with. */
  readonly settings: SiteSettings;
  /** Folder of pictures that earlier builds drew. */
  readonly cards: string;
  /** The site to be. */
  readonly tree: FileTree;
  /** Settles when Astro is done: until then, everything is prepared that does not need its pages. */
  readonly rendered: Promise<void>;
  /** Processes at a time. */
  readonly jobs: number;
  readonly signal: AbortSignal;
}

export async function publishSite({
  settings,
  cards,
  tree,
  rendered,
  jobs,
  signal,
}: Publishing): Promise<void> {
  const redirects = await readRedirects(settings.content);
  const rows = path.join(generatedFolder(settings.content), 'rows');
  const { base, site, hasTwins, profile } = settings;
  const pieces = new PiecesInTheMaking(
    PIECES,
    {
      tree: { root: tree.root, isNew: tree.isNew },
      stamped: { rows, base, site, hasTwins, title: profile.title },
      shellFile: path.join(settings.outDir, SHELL_PAGE),
      beside: { ...settings, cards },
    },
    jobs,
    signal,
  );
  await rendered;
  const isPublished = publishedIn(profile.languages);
  const prose = prosePages(settings.outDir, isPublished);
  for (const [name, data] of await proseIndexFiles(prose)) tree.write(name, data);
  tree.copy(settings.outDir, (name) => name !== SHELL_PAGE && isPublished(name));
  tree.adopt(await pieces.finish());
  const published = pagesAmong(tree.names);
  refuseBadRedirects(settings.content, redirects, new Set(published));
  for (const each of redirects) {
    tree.write(`${each.from}index.html`, redirectPage(each, base, site ?? '').text);
  }
  refuseVanished(settings.content, tree.names);
  for (const [name, data] of sitemap(settings, published)) tree.write(name, data);
  const table = historyTableSchema.parse(JSON.parse(readFileSync(path.join(rows, 'history.json'), 'utf8')));
  tree.write('_redirects', redirectLines(redirects, latestAliases(table, createUrls(base)), base));
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
