/** The collections that `kabi build` generates (content/generated/), and the prose that people write. */
import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { z } from 'astro/zod';
import {
  compareEntrySchema,
  compareRowsSchema,
  historyTableSchema,
  moduleEntrySchema,
  moduleRowsSchema,
  productEntrySchema,
  releaseEntrySchema,
  shardSchema,
  symbolRowSchema,
} from './kabi/schema/generated.ts';
import { symbolPagesBy } from './symbol-pages.ts';

const content = process.env['KABI_CONTENT'] ?? './content';

/** Ids are paths without their ending: slugs would fold `6.12.0-55.9.1` and `6.12.0-559.1` into one. */
function files(folder: string, ending: '.md' | '.json') {
  return glob({
    base: `${content}/${folder}`,
    pattern: `**/*${ending}`,
    generateId: ({ entry }) => entry.slice(0, -ending.length),
  });
}

/** Rows enter the store only where Astro renders the pages: as 37,000 entries they cost more than all other pages. */
function symbolEntries(text: string) {
  if (symbolPagesBy === 'stamp') return [];
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const row = JSON.parse(line) as { symbol: string };
      return { id: row.symbol, ...row };
    });
}

export const collections = {
  products: defineCollection({ loader: files('generated/products', '.md'), schema: productEntrySchema }),
  releases: defineCollection({ loader: files('generated/releases', '.md'), schema: releaseEntrySchema }),
  compares: defineCollection({ loader: files('generated/compares', '.md'), schema: compareEntrySchema }),
  compareRows: defineCollection({
    loader: files('generated/rows/compares', '.json'),
    schema: compareRowsSchema,
  }),
  modules: defineCollection({ loader: files('generated/modules', '.md'), schema: moduleEntrySchema }),
  moduleRows: defineCollection({
    loader: files('generated/rows/modules', '.json'),
    schema: moduleRowsSchema,
  }),
  shards: defineCollection({ loader: file(`${content}/generated/rows/shards.json`), schema: shardSchema }),
  history: defineCollection({
    loader: file(`${content}/generated/rows/history.json`, {
      parser: (text) => ({ history: JSON.parse(text) as Record<string, unknown> }),
    }),
    schema: historyTableSchema,
  }),
  symbols: defineCollection({
    loader: file(`${content}/generated/rows/symbols.ndjson`, { parser: symbolEntries }),
    schema: symbolRowSchema,
  }),
  pages: defineCollection({
    loader: files('pages', '.md'),
    schema: z.object({ title: z.string(), description: z.string() }),
  }),
};
