/** The twins of stamped pages: here those of symbols and of in-tree modules, which share nothing with their pages. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { SymbolRow } from '../../src/kabi/history.ts';
import { caseTwins, parseRowsPart } from '../../src/kabi/row-lines.ts';
import { protectionsSchema } from '../../src/kabi/schema/generated-policies.ts';
import { historyTableSchema, importersSchema, mentionsSchema } from '../../src/kabi/schema/generated.ts';
import type { InTreeDriver } from '../../src/kabi/schema/in-tree.ts';
import { createUrls, FEED_FILE, TWIN_FILES } from '../../src/kabi/urls.ts';
import { plainText } from '../../src/render/plain/plain-text.ts';
import { atomFeed } from '../../src/render/feed.ts';
import { inTreeFeed } from '../../src/render/twins/in-tree-feed.ts';
import { inTreeTwin } from '../../src/render/twins/in-tree-twin.ts';
import { symbolTwin } from '../../src/render/twins/symbol-twin.ts';
import type { Twin } from '../../src/render/twins/twin.ts';
import { feedId } from './feed-files.ts';
import type { StampedPagesInput } from './stamped-pages.ts';

export type TextFile = readonly [name: string, text: string];

/** @param part of as many as `of` says: all of them together are all twins */
export function* stampedTwins(input: StampedPagesInput, part: number, of: number): Generator<TextFile> {
  const read = (name: string) => readFileSync(path.join(input.rows, name), 'utf8');
  const json = <T>(name: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(read(name)));
  const context = {
    table: json('history.json', historyTableSchema),
    importers: json('importers.json', importersSchema),
    mentions: json('mentions.json', mentionsSchema),
    protections: json('protections.json', protectionsSchema),
    urls: createUrls(input.base),
    origin: input.site ?? '',
  };
  const symbols = parseRowsPart(read('symbols.ndjson'), part, of) as SymbolRow[];
  for (const twins of caseTwins(symbols, ({ symbol }) => symbol)) {
    const files = [...twinFiles(symbolTwin(twins, context))];
    for (const { symbol } of twins) for (const [name, text] of files) yield [`s/${symbol}/${name}`, text];
  }
  const drivers = parseRowsPart(read('in-tree.ndjson'), part, of) as InTreeDriver[];
  const own = drivers.filter(({ name }) => !Object.hasOwn(context.importers.drivers, name));
  for (const twins of caseTwins(own, ({ name }) => name)) {
    const feed = atomFeed({ ...inTreeFeed(twins, context, feedId), author: input.title });
    const files = [...twinFiles(inTreeTwin(twins, context)), [FEED_FILE, feed] as const];
    for (const driver of twins) for (const [name, text] of files) yield [`d/${driver.name}/${name}`, text];
  }
}

/** By name within the folder of the page. */
export function* twinFiles({ text, json }: Twin): Generator<TextFile> {
  yield [TWIN_FILES.text, plainText(text)];
  yield [TWIN_FILES.json, `${JSON.stringify(json)}\n`];
}
