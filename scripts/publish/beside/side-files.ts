/** All that is published beside the pages: for mails, programs, readers of feeds, hosts and search engines. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parseSymbolRows } from '../../../src/history/runs.ts';
import type { PagePath } from '../../../src/addresses/ledger.ts';
import { parseRows } from '../../../src/base/row-lines.ts';
import { protectionsSchema } from '../../../src/policy/protection.ts';
import { vendorEntrySchema } from '../../../src/records/generated-policies.ts';
import {
  compareEntrySchema,
  driverEntrySchema,
  importersSchema,
  mentionsSchema,
  productEntrySchema,
  releaseEntrySchema,
} from '../../../src/records/generated.ts';
import { historyTableSchema } from '../../../src/history/history-table.ts';
import { inTreeNamesSchema, type InTreeDriver } from '../../../src/records/in-tree.ts';
import type { TypeKey } from '../../../src/types/table/table.ts';
import { createUrls } from '../../../src/addresses/urls.ts';
import type { CardSite } from '../../../src/views/card/card.ts';
import { generatedFolder } from '../../corpus/layout.ts';
import type { SiteSettings } from '../../corpus/site-settings.ts';
import { apiFiles, corpusFile } from './api-files.ts';
import { badgeFiles } from './badge-files.ts';
import { calendarFiles } from './calendar-files.ts';
import { cardFiles } from './card-files.ts';
import { checkFiles } from './check-files.ts';
import { compareFiles } from './compare-files.ts';
import { plainEntries } from './plain-entries.ts';
import { feedFiles } from './feed-files.ts';
import { readEntries } from './generated-entries.ts';
import { hostFiles } from './host-files.ts';
import { openApiFile } from './openapi-file.ts';
import { pageDays } from './page-days.ts';
import { schemaFiles } from './schema-files.ts';
import { sitemapFiles } from './sitemap-files.ts';
import { symbolIndexFiles } from './symbol-index.ts';

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
  const table = generated.table();
  const entries = generated.entries();
  const urls = createUrls(base);
  const origin = site ?? '';
  const newest = table.products.flatMap(({ name, releases }) => {
    const found = entries.releases.find(({ id }) => id === `${name}/${releases.at(-1) ?? ''}`);
    return found === undefined ? [] : [found.data];
  });
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
    inTree: generated.inTreeNames(),
    hasPlainPages,
    url: origin + base,
    title: profile.title,
  });
  if (site !== null) yield* cardFiles(entries, cardSite(settings), cards);
  yield openApiFile(origin + base, hasPlainPages, profile.title);
  if (hasPlainPages) yield* plainEntries(generated.folder, entries, base, origin);
}

async function* symbolFiles(generated: Generated, { base, site }: SideSettings): AsyncGenerator<File> {
  const urls = createUrls(base);
  const table = generated.table();
  const symbols = generated.symbols();
  const inTree = generated.inTreeNames().map(({ name }) => name);
  const importers = generated.importers();
  yield* symbolIndexFiles(symbols, table, importers.drivers, inTree, generated.typeNames(), urls);
  yield* checkFiles(symbols, table);
  yield* compareFiles(symbols, table);
  yield await corpusFile(symbols, table, {
    importers,
    mentions: generated.json('mentions.json', mentionsSchema),
    protections: generated.json('protections.json', protectionsSchema),
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
    symbols: generated.symbols(),
    table: generated.table(),
    inTree: parseRows(generated.text('in-tree.ndjson')) as InTreeDriver[],
  });
  const listed = pages.filter((page) => !page.endsWith('/latest/'));
  yield* sitemapFiles(listed, (page) => days.get(page), site + base);
}

/** The folder of what was generated. */
class Generated {
  readonly folder: string;
  readonly rows: string;

  constructor(content: string) {
    this.folder = generatedFolder(content);
    this.rows = path.join(this.folder, 'rows');
  }

  table = () => this.json('history.json', historyTableSchema);
  importers = () => this.json('importers.json', importersSchema);
  inTreeNames = () => this.json('in-tree-names.json', inTreeNamesSchema);
  typeNames = () => this.json('type-names.json', z.array(z.string())) as TypeKey[];
  symbols = () => parseSymbolRows(this.text('symbols.ndjson'));
  entries = () => readCollections(this.folder);

  json<T>(name: string, schema: z.ZodType<T>): T {
    return schema.parse(JSON.parse(this.text(name)));
  }

  text(name: string): string {
    return readFileSync(path.join(this.rows, name), 'utf8');
  }
}

function cardSite({ site, base, profile }: SiteSettings): CardSite {
  const address = (site ?? '').replace(/^https?:\/\//, '') + base;
  return { title: profile.title, address, accent: profile.accent.light };
}

function readCollections(generated: string) {
  const entries = <T>(collection: string, schema: z.ZodType<T>) =>
    readEntries(path.join(generated, collection), schema);
  return {
    products: entries('products', productEntrySchema),
    releases: entries('releases', releaseEntrySchema),
    compares: entries('compares', compareEntrySchema),
    drivers: entries('drivers', driverEntrySchema),
    vendors: entries('policies', vendorEntrySchema),
  };
}
