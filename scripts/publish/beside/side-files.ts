/** All that is published beside the pages: for mails, programs, readers of feeds, hosts and search engines. */
import { catalogOf } from '../../../src/history/catalog.ts';
import path from 'node:path';
import { z } from 'zod';
import type { PagePath } from '../../../src/addresses/ledger.ts';
import { vendorEntrySchema } from '../../../src/records/entries/vendor.ts';
import { compareEntrySchema } from '../../../src/records/entries/comparison.ts';
import { driverEntrySchema } from '../../../src/records/entries/driver.ts';
import { IMPORTERS } from '../../../src/records/rows/importers.ts';
import { MENTIONS } from '../../../src/records/rows/mentions.ts';
import { productEntrySchema } from '../../../src/records/entries/product.ts';
import { releaseEntrySchema } from '../../../src/records/entries/release.ts';
import { IN_TREE_NAMES, IN_TREE_DRIVERS } from '../../../src/records/rows/in-tree.ts';
import type { TypeKey } from '../../../src/types/table/table.ts';
import { createUrls } from '../../../src/addresses/urls.ts';
import type { CardSite } from '../../../src/views/card/card.ts';
import { generatedFolder, rowsFolder } from '../../corpus/layout.ts';
import { apiFiles, corpusFile } from './api-files.ts';
import { badgeFiles } from './badge-files.ts';
import { calendarFiles } from './calendar-files.ts';
import { cardFiles } from './card-files.ts';
import { causeFiles } from './cause-files.ts';
import { checkFiles } from './check-files.ts';
import { compareFiles } from './compare-files.ts';
import { pointerFile } from './data-files.ts';
import { plainEntries } from './plain-entries.ts';
import { feedFiles } from './feed-files.ts';
import { readGeneratedEntries } from './generated-entries.ts';
import { hostFiles } from './host-files.ts';
import { openApiFile } from './openapi-file.ts';
import { pageDays } from './page-days.ts';
import { schemaFiles } from './schema-files.ts';
import { sitemapFiles } from './sitemap-files.ts';
import { symbolIndexFiles } from './symbol-index.ts';
import { causeRowsFile } from '../../../src/records/rows/causes.ts';
import { ENDS, endsBySymbol, SYMBOLS } from '../../../src/records/rows/symbols.ts';
import { HISTORY } from '../../../src/records/rows/history.ts';
import { PROTOTYPES } from '../../../src/records/rows/prototypes.ts';
import { WHY } from '../../../src/records/rows/why.ts';
import { PROTECTIONS } from '../../../src/records/rows/protections.ts';
import { Rows } from '../../../src/records/rows/rows.ts';
import { TYPE_NAMES } from '../../../src/records/rows/types.ts';
import { rowsIn } from '../../corpus/generated-rows.ts';
import type { SiteSettings } from '../../corpus/site-settings.ts';

type File = readonly [name: string, data: string | Uint8Array];

/** Where Astro's pages are published, and `cards`, the folder of pictures that earlier builds drew. */
export interface SideSettings extends SiteSettings {
  readonly cards: string;
}

/** `entries`: what the collections tell; `symbols`: what is known of all symbols, for programs and for the browser. */
export type SideGroup = 'entries' | 'symbols';

export function sideFiles(group: SideGroup, settings: SideSettings): AsyncIterable<File> {
  const generated = new Generated(settings.content);
  switch (group) {
    case 'entries':
      return entryFiles(generated, settings);
    case 'symbols':
      return symbolFiles(generated, settings);
  }
}

async function* entryFiles(generated: Generated, settings: SideSettings): AsyncGenerator<File> {
  const { base, site, hasPlainPages, profile, cards } = settings;
  const table = generated.rows.get(HISTORY);
  const entries = generated.entries();
  const urls = createUrls(base);
  const origin = site ?? '';
  const byId = new Map(entries.releases.map(({ id, data }) => [id, data]));
  const newest = catalogOf(table).products.flatMap(
    ({ name, newest: release }) => (release === undefined ? undefined : byId.get(`${name}/${release}`)) ?? [],
  );
  const products = entries.products.map(({ data: { name, title, dates } }) => ({
    ...{ name, title, hasDates: dates.length > 0 },
  }));
  yield* schemaFiles();
  yield* hostFiles(base, site, profile.title);
  yield* badgeFiles(newest, entries.drivers);
  yield* feedFiles({ ...entries, products }, { urls, origin, title: profile.title });
  yield* calendarFiles(entries.products, { urls, origin, title: profile.title });
  yield* apiFiles({
    ...entries,
    rows: generated.rows,
    table,
    inTree: generated.rows.get(IN_TREE_NAMES),
    hasPlainPages,
    url: origin + base,
    title: profile.title,
  });
  yield* causeFiles(generated.rows.read(WHY), (product, release) =>
    entries.compares
      .filter(({ id, data }) => isUpdateTo(id, product, release) && data.causesSha256 !== null)
      .map(({ id }) => generated.rows.read(causeRowsFile(id))),
  );
  if (site !== null) yield* cardFiles(entries, cardSite(settings), cards);
  yield openApiFile(origin + base, hasPlainPages, profile.title);
  if (hasPlainPages) yield* plainEntries(generated, entries, base, origin);
}

async function* symbolFiles(generated: Generated, { base, site }: SideSettings): AsyncGenerator<File> {
  const urls = createUrls(base);
  const table = generated.rows.get(HISTORY);
  const symbols = generated.rows.read(SYMBOLS);
  const inTree = generated.rows.get(IN_TREE_NAMES).map(({ name }) => name);
  const importers = generated.rows.get(IMPORTERS);
  const search = yield* symbolIndexFiles(
    symbols,
    table,
    importers.drivers,
    inTree,
    generated.rows.get(TYPE_NAMES) as TypeKey[],
    urls,
  );
  const ends = generated.rows.read(ENDS);
  const check = yield* checkFiles(symbols, table, ends);
  const compare = yield* compareFiles(symbols, table);
  yield pointerFile({ check, compare, search });
  yield await corpusFile(symbols, table, {
    importers,
    mentions: generated.rows.get(MENTIONS),
    protections: generated.rows.get(PROTECTIONS),
    ends: endsBySymbol(ends),
    why: generated.rows.get(WHY),
    prototypes: generated.rows.get(PROTOTYPES),
    table,
    urls,
    origin: site ?? '',
  });
}

/** Of a site that does not know its host there is none: a sitemap has whole addresses. */
export function* sitemap({ content, base, site }: SiteSettings, pages: readonly PagePath[]): Generator<File> {
  if (site === null) return;
  const generated = new Generated(content);
  const days = pageDays({
    ...generated.entries(),
    symbols: generated.rows.read(SYMBOLS),
    table: generated.rows.get(HISTORY),
    inTree: generated.rows.read(IN_TREE_DRIVERS),
  });
  const listed = pages.filter((page) => !page.endsWith('/latest/'));
  yield* sitemapFiles(listed, (page) => days.get(page), site + base);
}

/** What was generated, entries and rows. */
class Generated {
  readonly folder: string;
  readonly rows: Rows;

  constructor(content: string) {
    this.folder = generatedFolder(content);
    this.rows = rowsIn(rowsFolder(content));
  }

  entries = () => readCollections(this.folder);
}

/** @param id `<product>/<a>..<b>` */
function isUpdateTo(id: string, product: string, release: string): boolean {
  return id.startsWith(`${product}/`) && id.endsWith(`..${release}`);
}

function cardSite({ site, base, profile }: SiteSettings): CardSite {
  const address = (site ?? '').replace(/^https?:\/\//, '') + base;
  return { title: profile.title, address, accent: profile.accent.light };
}

function readCollections(generated: string) {
  const entries = <T>(collection: string, schema: z.ZodType<T>) =>
    readGeneratedEntries(path.join(generated, collection), schema);
  return {
    products: entries('products', productEntrySchema),
    releases: entries('releases', releaseEntrySchema),
    compares: entries('compares', compareEntrySchema),
    drivers: entries('drivers', driverEntrySchema),
    vendors: entries('policies', vendorEntrySchema),
  };
}
