/** What readers and programs subscribe to: a feed for each product, registered driver and vendor, and one for all. */
import { createHash } from 'node:crypto';
import type { VendorEntry } from '../../../src/records/entries/vendor.ts';
import type { CompareEntry } from '../../../src/records/entries/comparison.ts';
import type { DriverEntry } from '../../../src/records/entries/driver.ts';
import type { ReleaseEntry } from '../../../src/records/entries/release.ts';
import { count, listed } from '../../../src/base/text.ts';
import { CALENDAR_FILE, FEED_FILE, type Urls } from '../../../src/addresses/urls.ts';
import { atomFeed, type Feed, type FeedEntry } from '../../../src/views/frame/feed.ts';
import { stopsLoading } from '../../../src/load/update-effect.ts';
import { verdictWords } from '../../../src/views/driver/plain-in-tree.ts';
import type { GeneratedEntry } from './generated-entries.ts';
import type { TextFile } from './plain-files.ts';

export interface FeedSources {
  readonly products: readonly {
    readonly name: string;
    readonly title: string;
    readonly hasDates: boolean;
  }[];
  readonly releases: readonly GeneratedEntry<ReleaseEntry>[];
  readonly compares: readonly GeneratedEntry<Pick<CompareEntry, 'after' | 'causes'>>[];
  readonly drivers: readonly GeneratedEntry<Pick<DriverEntry, 'name' | 'title'>>[];
  readonly vendors: readonly GeneratedEntry<VendorEntry>[];
}

export interface FeedSite {
  readonly urls: Urls;
  readonly origin: string;
  /** Of the site. */
  readonly title: string;
}

/**
 * An id for what the name names, for ever and on every site (RFC 9562, UUID of version 5, in a name space of this
 * project).
 */
export function feedId(name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return `urn:uuid:${parts.join('-')}`;
}
const NAMESPACE = Buffer.from('5be0d8b6c1f44f0c9a5a7d1d1f5f3e6e', 'hex');

export function* feedFiles(sources: FeedSources, site: FeedSite): Generator<TextFile> {
  const { urls, origin } = site;
  const feed = (
    folder: string,
    path: string,
    title: string,
    entries: readonly FeedEntry[],
    hasDates = false,
  ): TextFile => {
    const name = folder + FEED_FILE;
    const at: Feed = {
      id: feedId(`feed ${folder}`),
      title,
      url: origin + path,
      self: origin + urls.file(name),
      author: site.title,
      ...(hasDates && { calendar: origin + urls.file(folder + CALENDAR_FILE) }),
      entries,
    };
    return [name, atomFeed(at)];
  };
  const entries = sources.releases.flatMap((release) => releaseEntry(release, sources.compares, site));
  yield feed(
    '',
    urls.home,
    `${site.title}: all products`,
    entries.map(({ entry }) => entry),
    sources.products.some(({ hasDates }) => hasDates),
  );
  const byProduct = Map.groupBy(entries, ({ product }) => product);
  for (const { name, title, hasDates } of sources.products) {
    const own = (byProduct.get(name) ?? []).map(({ entry }) => entry);
    yield feed(`r/${name}/`, urls.product(name), `${title}: kernel ABI`, own, hasDates);
  }
  for (const { data } of sources.drivers) {
    const own = sources.releases.flatMap((release) => driverEntry(data, release, site));
    yield feed(`d/${data.name}/`, urls.driver(data.name), `${data.title}: which kernels load it`, own);
  }
  for (const { data } of sources.vendors) {
    const own = data.history.map(({ date, text }, index): FeedEntry => ({
      id: feedId(`policy ${data.name} ${date} ${earlier(data.history, index)}`),
      title: `${data.title.en}, ${date}`,
      url: origin + urls.vendor(data.name),
      // A month is told by its first day.
      day: `${date}-01-01`.slice(0, 10),
      paragraphs: [text.en],
      items: [],
    }));
    yield feed(`policy/${data.name}/`, urls.vendor(data.name), `${data.title.en}: kernel ABI policy`, own);
  }
}

/** How many statements before this one have its date: its words may be corrected, and its id stays. */
function earlier(history: VendorEntry['history'], index: number): number {
  return history.slice(0, index).filter(({ date }) => date === history[index]?.date).length;
}

/** None without a day: feeds are in the order of time. */
function releaseEntry(
  { data, paragraphs }: GeneratedEntry<ReleaseEntry>,
  compares: FeedSources['compares'],
  { urls, origin }: FeedSite,
): { product: string; entry: FeedEntry }[] {
  const { ref, built, finding, promises, drivers } = data;
  if (built === null) return [];
  const refused = drivers.filter(({ update }) => stopsLoading(update.verdict));
  const causes = compares
    .filter(({ data: { after } }) => after.product === ref.product && after.release === ref.release)
    .flatMap(({ data: { causes: found } }) =>
      found.flatMap(({ variant, explained, first }) =>
        first === null
          ? []
          : `Why, on ${variant}: ${first}; causes explain ${count(explained)} of the changes.`,
      ),
    );
  const breaking = promises.flatMap(({ policy, variants }) =>
    variants
      .filter(({ symbols }) => symbols.breaking > 0)
      .map(
        ({ variant, symbols }) => `${count(symbols.breaking)} changes break ${policy.title.en} on ${variant}`,
      ),
  );
  const entry: FeedEntry = {
    id: feedId(`release ${ref.product}/${ref.release}`),
    title: `${ref.title} ${ref.release}: ${finding}`,
    url: origin + urls.release(ref.product, ref.release),
    day: built,
    paragraphs: [...paragraphs, ...causes],
    items: [
      ...breaking,
      ...refused.map(
        ({ title, build, update }) =>
          `${title} on ${build.variant}: ${verdictWords(update.verdict, update.symbols)}`,
      ),
    ],
  };
  return [{ product: ref.product, entry }];
}

/** What an update does to a driver. That an older build of it does not load is no news. */
function driverEntry(
  driver: Pick<DriverEntry, 'name' | 'title'>,
  { data: { ref, built, drivers } }: GeneratedEntry<ReleaseEntry>,
  { urls, origin }: FeedSite,
): FeedEntry[] {
  const own = drivers.filter(({ name }) => name === driver.name);
  if (own.length === 0 || built === null) return [];
  const words = own.map(({ update, build }) => `${update.verdict} on ${build.variant}`);
  return [
    {
      id: feedId(`driver ${driver.name} on ${ref.product}/${ref.release}`),
      title: `${driver.title} on ${ref.title} ${ref.release}: ${listed(words)}`,
      url: origin + urls.driver(driver.name),
      day: built,
      paragraphs: own.map(
        ({ before, build, update, imports }) =>
          `Built for ${before} on ${build.variant}: ${verdictWords(update.verdict, update.symbols)}, of ${count(imports)} imports.`,
      ),
      items: [],
    },
  ];
}
