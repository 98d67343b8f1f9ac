/** The text and JSON of pages that Astro renders. */
import path from 'node:path';
import type { z } from 'zod';
import type { DocumentCollection } from '../../../src/documents/record.ts';
import { whatIfEntrySchema } from '../../../src/records/entries/what-if.ts';
import type { VendorEntry } from '../../../src/records/entries/vendor.ts';
import type { CompareEntry } from '../../../src/records/entries/comparison.ts';
import { compareRowsFile } from '../../../src/records/rows/comparison.ts';
import {
  discussionEntrySchema,
  noteEntrySchema,
  type DocumentEntry,
} from '../../../src/records/entries/document.ts';
import type { DriverEntry } from '../../../src/records/entries/driver.ts';
import { driverRowsFile } from '../../../src/records/rows/driver.ts';
import type { ProductEntry } from '../../../src/records/entries/product.ts';
import type { ReleaseEntry } from '../../../src/records/entries/release.ts';
import { driverSupportEntrySchema, interfacePolicyEntrySchema } from '../../../src/policy/context-record.ts';
import { LANGUAGES } from '../../../src/base/language.ts';
import { ANNOUNCEMENT_FILES, createUrls, pairName } from '../../../src/addresses/urls.ts';
import { markdownBlocks } from '../../../src/media/markdown-blocks.ts';
import { plainCompare } from '../../../src/views/comparison/plain-compare.ts';
import { plainDocument } from '../../../src/views/document/plain-document.ts';
import { plainDriver } from '../../../src/views/driver/plain-driver.ts';
import { plainPolicies, plainPractice, plainVendor } from '../../../src/views/policy/plain-policies.ts';
import { plainDriversOnLists, plainHeldList } from '../../../src/views/policy/plain-held-lists.ts';
import { plainProduct } from '../../../src/views/product/plain-product.ts';
import { notesFacts } from '../../../src/views/release/notes-facts.ts';
import { notesText } from '../../../src/views/release/notes-text.ts';
import { releaseHeadline } from '../../../src/views/release/headline.ts';
import { plainRelease } from '../../../src/views/release/plain-release.ts';
import type { PlainPage } from '../../../src/views/frame/plain-page.ts';
import { plainWhatIf } from '../../../src/views/what-if/plain-what-if.ts';
import { readGeneratedEntries, type GeneratedEntry } from './generated-entries.ts';
import { plainFiles, type TextFile } from './plain-files.ts';
import { causeRowsFile, type CauseRows } from '../../../src/records/rows/causes.ts';
import { notesRowsFile } from '../../../src/records/rows/notes.ts';
import { DRIVERS_ON_LISTS } from '../../../src/records/rows/protections.ts';
import { Rows } from '../../../src/records/rows/rows.ts';
import { whatIfRowsFile } from '../../../src/records/rows/what-if.ts';

/** What was read before. */
export interface PlainSources {
  readonly products: readonly GeneratedEntry<ProductEntry>[];
  readonly releases: readonly GeneratedEntry<ReleaseEntry>[];
  readonly compares: readonly GeneratedEntry<CompareEntry>[];
  readonly drivers: readonly GeneratedEntry<DriverEntry>[];
  readonly vendors: readonly GeneratedEntry<VendorEntry>[];
}

/** @param generated the folder of the collections, and the rows beside them */
export function* plainEntries(
  generated: { readonly folder: string; readonly rows: Rows },
  sources: PlainSources,
  base: string,
  origin: string,
): Generator<TextFile> {
  for (const [folder, plainPage] of plainPages(generated, sources, base, origin)) {
    for (const [name, text] of plainFiles(plainPage)) yield [`${folder}/${name}`, text];
  }
  // A site that does not know its host has no address to give in a mail.
  const site = origin === '' ? undefined : { urls: createUrls(base), origin };
  for (const { id, data } of sources.releases) {
    const facts = notesFacts(data, generated.rows.read(notesRowsFile(id)), causesInto(data, generated.rows));
    yield [`r/${id}/${ANNOUNCEMENT_FILES.markdown}`, notesText(facts, 'markdown', site)];
    yield [`r/${id}/${ANNOUNCEMENT_FILES.mail}`, notesText(facts, 'mail', site)];
  }
}

function* plainPages(
  generated: { readonly folder: string; readonly rows: Rows },
  { products, releases, compares, drivers, vendors }: PlainSources,
  base: string,
  origin: string,
): Generator<readonly [folder: string, plainPage: PlainPage]> {
  const site = { urls: createUrls(base), origin };
  const entries = <T>(collection: string, schema: z.ZodType<T>) =>
    readGeneratedEntries(path.join(generated.folder, collection), schema);
  for (const { id, data, nodes } of products) {
    yield [`r/${id}`, plainProduct(data, markdownBlocks(nodes, origin), site)];
  }
  for (const { id, data, paragraphs } of releases) {
    const headline = releaseHeadline(data.variants, [...causesInto(data, generated.rows).values()].flat());
    yield [`r/${id}`, plainRelease(data, headline, paragraphs, site)];
  }
  for (const { id, data, paragraphs } of compares) {
    const changes = generated.rows.read(compareRowsFile(id));
    yield [`c/${id}`, plainCompare(data, changes, paragraphs, site)];
  }
  for (const { id, data, paragraphs } of drivers) {
    const own = generated.rows.read(driverRowsFile(id));
    yield [`d/${id}`, plainDriver(data, own, paragraphs, site)];
  }
  for (const { id, data, nodes } of vendors) {
    yield [`policy/${id}`, plainVendor(data, markdownBlocks(nodes, origin), site)];
  }
  const all = vendors.map(({ data }) => data);
  const interfaces = entries('interface-policies', interfacePolicyEntrySchema).map(({ data }) => data);
  const support = entries('driver-support', driverSupportEntrySchema).map(({ data }) => data);
  yield ['policy', plainPolicies(all, { interfaces, support }, site)];
  yield ['policy/practice', plainPractice(all, site)];
  const held = generated.rows.read(DRIVERS_ON_LISTS);
  yield ['policy/drivers', plainDriversOnLists(held, site)];
  for (const list of held) yield [`policy/drivers/${list.id}`, plainHeldList(list, site)];
  for (const { id, data } of entries('what-if', whatIfEntrySchema)) {
    yield [`policy/what-if/${id}`, plainWhatIf(data, generated.rows.read(whatIfRowsFile(id)), site)];
  }
  yield* documents('discussions', entries('discussions', discussionEntrySchema), site);
  yield* documents('notes', entries('notes', noteEntrySchema), site);
}

/** Why CRCs changed since each release that one is compared with, by `<product>/<release>` of the older one. */
function causesInto({ ref, variants }: ReleaseEntry, rows: Rows): Map<string, CauseRows> {
  const befores = variants.flatMap(({ before, hasCauses }) => (before !== null && hasCauses ? before : []));
  return new Map(
    befores.map((before) => [
      `${before.product}/${before.release}`,
      rows.get(causeRowsFile(`${ref.product}/${pairName(before.release, ref.release)}`)),
    ]),
  );
}

/** Of several bodies the one in the language of the page. */
function* documents(
  collection: DocumentCollection,
  entries: readonly GeneratedEntry<DocumentEntry>[],
  site: Parameters<typeof plainDocument>[3],
): Generator<readonly [folder: string, plainPage: PlainPage]> {
  for (const [id, bodies] of Map.groupBy(entries, ({ data }) => data.id)) {
    const [found] = LANGUAGES.flatMap((each) => bodies.filter(({ data }) => data.body === each));
    if (found === undefined) continue;
    const body = { markdown: found.body, blocks: markdownBlocks(found.nodes, site.origin) };
    yield [`${collection}/${id}`, plainDocument(collection, found.data, body, site)];
  }
}
