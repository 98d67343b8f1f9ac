/** The twins of pages that Astro renders. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { DocumentCollection } from '../../../src/documents/record.ts';
import { whatIfEntrySchema, type VendorEntry } from '../../../src/records/generated-policies.ts';
import {
  compareEntrySchema,
  compareRowsSchema,
  discussionEntrySchema,
  driverEntrySchema,
  driverRowsSchema,
  noteEntrySchema,
  type CompareEntry,
  type DocumentEntry,
  type DriverEntry,
  type ProductEntry,
  type ReleaseEntry,
} from '../../../src/records/generated.ts';
import { driverSupportEntrySchema, interfacePolicyEntrySchema } from '../../../src/policy/context-record.ts';
import { LANGUAGES } from '../../../src/base/prose.ts';
import { whatIfSchema } from '../../../src/policy/what-if-record.ts';
import { createUrls } from '../../../src/addresses/urls.ts';
import { markdownBlocks } from '../../../src/media/markdown-blocks.ts';
import { compareTwin } from '../../../src/views/comparison/compare-twin.ts';
import { documentTwin } from '../../../src/views/document/document-twin.ts';
import { driverTwin } from '../../../src/views/driver/driver-twin.ts';
import { policiesTwin, practiceTwin, vendorTwin } from '../../../src/views/policy/policy-twins.ts';
import { productTwin } from '../../../src/views/product/product-twin.ts';
import { releaseTwin } from '../../../src/views/release/release-twin.ts';
import type { Twin } from '../../../src/views/frame/twin.ts';
import { whatIfTwin } from '../../../src/views/what-if/what-if-twin.ts';
import { readEntries, type GeneratedEntry } from './generated-entries.ts';
import { twinFiles, type TextFile } from './twin-files.ts';

const COMPARES = compareEntrySchema.omit({ rowsSha256: true, causesSha256: true });
const DRIVERS = driverEntrySchema.omit({ rowsSha256: true });

/** What was read before. */
export interface TwinSources {
  readonly products: readonly GeneratedEntry<ProductEntry>[];
  readonly releases: readonly GeneratedEntry<ReleaseEntry>[];
  readonly compares: readonly GeneratedEntry<CompareEntry>[];
  readonly drivers: readonly GeneratedEntry<DriverEntry>[];
  readonly vendors: readonly GeneratedEntry<VendorEntry>[];
}

/** @param generated folder of the collections */
export function* entryTwins(
  generated: string,
  sources: TwinSources,
  base: string,
  origin: string,
): Generator<TextFile> {
  for (const [folder, twin] of twins(generated, sources, base, origin)) {
    for (const [name, text] of twinFiles(twin)) yield [`${folder}/${name}`, text];
  }
}

function* twins(
  generated: string,
  { products, releases, compares, drivers, vendors }: TwinSources,
  base: string,
  origin: string,
): Generator<readonly [folder: string, twin: Twin]> {
  const site = { urls: createUrls(base), origin };
  const entries = <T>(collection: string, schema: z.ZodType<T>) =>
    readEntries(path.join(generated, collection), schema);
  const rows = <T>(name: string, schema: z.ZodType<T>): T =>
    schema.parse(JSON.parse(readFileSync(path.join(generated, 'rows', `${name}.json`), 'utf8')));
  for (const { id, data, nodes } of products) {
    yield [`r/${id}`, productTwin(data, markdownBlocks(nodes, origin), site)];
  }
  for (const { id, data, paragraphs } of releases) yield [`r/${id}`, releaseTwin(data, paragraphs, site)];
  for (const { id, data, paragraphs } of compares) {
    const changes = rows(`compares/${id}`, compareRowsSchema);
    yield [`c/${id}`, compareTwin(COMPARES.parse(data), changes, paragraphs, site)];
  }
  for (const { id, data, paragraphs } of drivers) {
    const own = rows(`drivers/${id}`, driverRowsSchema);
    yield [`d/${id}`, driverTwin(DRIVERS.parse(data), own, paragraphs, site)];
  }
  for (const { id, data, nodes } of vendors) {
    yield [`policy/${id}`, vendorTwin(data, markdownBlocks(nodes, origin), site)];
  }
  const all = vendors.map(({ data }) => data);
  const interfaces = entries('interface-policies', interfacePolicyEntrySchema).map(({ data }) => data);
  const support = entries('driver-support', driverSupportEntrySchema).map(({ data }) => data);
  yield ['policy', policiesTwin(all, { interfaces, support }, site)];
  yield ['policy/practice', practiceTwin(all, site)];
  for (const { id, data } of entries('what-if', whatIfEntrySchema)) {
    yield [`policy/what-if/${id}`, whatIfTwin(data, rows(`what-if/${id}`, whatIfSchema), site)];
  }
  yield* documents('discussions', entries('discussions', discussionEntrySchema), site);
  yield* documents('notes', entries('notes', noteEntrySchema), site);
}

/** Of several bodies the one in the language of the page. */
function* documents(
  collection: DocumentCollection,
  entries: readonly GeneratedEntry<DocumentEntry>[],
  site: Parameters<typeof documentTwin>[3],
): Generator<readonly [folder: string, twin: Twin]> {
  for (const [id, bodies] of Map.groupBy(entries, ({ data }) => data.id)) {
    const [found] = LANGUAGES.flatMap((each) => bodies.filter(({ data }) => data.body === each));
    if (found === undefined) continue;
    const body = { markdown: found.body, blocks: markdownBlocks(found.nodes, site.origin) };
    yield [`${collection}/${id}`, documentTwin(collection, found.data, body, site)];
  }
}
