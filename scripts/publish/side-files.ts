/** All that is published beside the pages: for mails, programs, readers of feeds, hosts and search engines. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { SymbolRow } from '../../src/kabi/history.ts';
import type { PagePath } from '../../src/kabi/ledger.ts';
import { parseRows } from '../../src/kabi/row-lines.ts';
import { protectionsSchema, vendorEntrySchema } from '../../src/kabi/schema/generated-policies.ts';
import {
  compareEntrySchema,
  driverEntrySchema,
  historyTableSchema,
  importersSchema,
  mentionsSchema,
  productEntrySchema,
  releaseEntrySchema,
} from '../../src/kabi/schema/generated.ts';
import { inTreeNamesSchema, type InTreeDriver } from '../../src/kabi/schema/in-tree.ts';
import { createUrls } from '../../src/kabi/urls.ts';
import type { CardSite } from '../../src/render/card.ts';
import { generatedFolder } from '../content/layout.ts';
import type { SiteSettings } from '../site-settings.ts';
import { apiFiles, corpusFile } from './api-files.ts';
import { badgeFiles } from './badge-files.ts';
import { calendarFiles } from './calendar-files.ts';
import { cardFiles } from './card-files.ts';
import { compareFiles } from './compare-files.ts';
import { entryTwins } from './entry-twins.ts';
import { feedFiles } from './feed-files.ts';
import { readEntries } from './generated-entries.ts';
import { hostFiles } from './host-files.ts';
import { openApiFile } from './openapi-file.ts';
import { pageDays } from './page-days.ts';
import { sitemapFiles } from './sitemap-files.ts';

type File = readonly [name: string, data: string | Uint8Array];

/** What was generated, read once for all of them. */
export class SideFiles {
  readonly #settings: SiteSettings;
  readonly #cards: string;
  readonly #generated: string;
  readonly #symbols: readonly SymbolRow[];
  readonly #entries: ReturnType<typeof readCollections>;

  /** @param cards folder of pictures that earlier builds drew */
  constructor(settings: SiteSettings, cards: string, symbols: readonly SymbolRow[]) {
    this.#settings = settings;
    this.#cards = cards;
    this.#generated = generatedFolder(settings.content);
    this.#symbols = symbols;
    this.#entries = readCollections(this.#generated);
  }

  async *files(): AsyncGenerator<File> {
    const { base, site, hasTwins, profile } = this.#settings;
    const table = this.#rows('history.json', historyTableSchema);
    const urls = createUrls(base);
    const origin = site ?? '';
    const newest = table.products.flatMap(({ name, releases }) => {
      const found = this.#entries.releases.find(({ id }) => id === `${name}/${releases.at(-1) ?? ''}`);
      return found === undefined ? [] : [found.data];
    });
    const products = this.#entries.products.map(({ data: { name, title, dates } }) => ({
      ...{ name, title, hasDates: dates.length > 0 },
    }));
    yield* hostFiles(base, site, profile.title);
    yield* badgeFiles(newest, this.#entries.drivers);
    yield* feedFiles({ ...this.#entries, products }, { urls, origin, title: profile.title });
    yield* calendarFiles(this.#entries.products, { urls, origin, title: profile.title });
    yield* apiFiles({
      ...this.#entries,
      rows: path.join(this.#generated, 'rows'),
      table,
      symbols: this.#symbols,
      inTree: this.#rows('in-tree-names.json', inTreeNamesSchema),
      hasTwins,
      url: origin + base,
      title: profile.title,
    });
    if (site !== null) yield* cardFiles(this.#entries, cardSite(this.#settings), this.#cards);
    yield openApiFile(origin + base, hasTwins, profile.title);
    yield* compareFiles(this.#symbols, table);
    yield await corpusFile(this.#symbols, table, {
      importers: this.#rows('importers.json', importersSchema),
      mentions: this.#rows('mentions.json', mentionsSchema),
      protections: this.#rows('protections.json', protectionsSchema),
      urls,
      origin,
    });
    if (hasTwins) yield* entryTwins(this.#generated, this.#entries, base, origin);
  }

  /** Of a site that does not know its host there is none: a sitemap has whole addresses. */
  *sitemap(pages: readonly PagePath[]): Generator<File> {
    const { base, site } = this.#settings;
    if (site === null) return;
    const days = pageDays({
      ...this.#entries,
      symbols: this.#symbols,
      table: this.#rows('history.json', historyTableSchema),
      inTree: parseRows(this.#read('in-tree.ndjson')) as InTreeDriver[],
    });
    const listed = pages.filter((page) => !page.endsWith('/latest/'));
    yield* sitemapFiles(listed, (page) => days.get(page), site + base);
  }

  #read(name: string): string {
    return readFileSync(path.join(this.#generated, 'rows', name), 'utf8');
  }

  #rows<T>(name: string, schema: z.ZodType<T>): T {
    return schema.parse(JSON.parse(this.#read(name)));
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
