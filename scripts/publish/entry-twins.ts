/** The twins of pages that Astro renders: releases, comparisons, registered drivers. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import {
  compareEntrySchema,
  compareRowsSchema,
  driverEntrySchema,
  driverRowsSchema,
  releaseEntrySchema,
} from '../../src/kabi/schema/generated.ts';
import { createUrls } from '../../src/kabi/urls.ts';
import { compareTwin } from '../../src/render/twins/compare-twin.ts';
import { driverTwin } from '../../src/render/twins/driver-twin.ts';
import { releaseTwin } from '../../src/render/twins/release-twin.ts';
import { readEntries } from './generated-entries.ts';
import { twinFiles, type TextFile } from './twin-files.ts';

const COMPARES = compareEntrySchema.omit({ rowsSha256: true, causesSha256: true });
const DRIVERS = driverEntrySchema.omit({ rowsSha256: true });

/** @param generated folder of the collections */
export function* entryTwins(generated: string, base: string, origin: string): Generator<TextFile> {
  const site = { urls: createUrls(base), origin };
  const rows = <T>(name: string, schema: z.ZodType<T>): T =>
    schema.parse(JSON.parse(readFileSync(path.join(generated, 'rows', `${name}.json`), 'utf8')));
  const within = function* (folder: string, files: Iterable<TextFile>): Generator<TextFile> {
    for (const [name, text] of files) yield [`${folder}/${name}`, text];
  };
  for (const { id, data, paragraphs } of readEntries(path.join(generated, 'releases'), releaseEntrySchema)) {
    yield* within(`r/${id}`, twinFiles(releaseTwin(data, paragraphs, site)));
  }
  for (const { id, data, paragraphs } of readEntries(path.join(generated, 'compares'), COMPARES)) {
    const changes = rows(`compares/${id}`, compareRowsSchema);
    yield* within(`c/${id}`, twinFiles(compareTwin(data, changes, paragraphs, site)));
  }
  for (const { id, data, paragraphs } of readEntries(path.join(generated, 'drivers'), DRIVERS)) {
    const own = rows(`drivers/${id}`, driverRowsSchema);
    yield* within(`d/${id}`, twinFiles(driverTwin(data, own, paragraphs, site)));
  }
}
