/** The Markdown collections that `kabi build` generates (content/generated/), and the prose that people write. */
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { TRANSLATIONS } from '../base/language.ts';
import { compareEntrySchema } from '../records/entries/comparison.ts';
import { discussionEntrySchema, noteEntrySchema } from '../records/entries/document.ts';
import { driverEntrySchema } from '../records/entries/driver.ts';
import { productEntrySchema } from '../records/entries/product.ts';
import { releaseEntrySchema } from '../records/entries/release.ts';
import { translationEntrySchema } from '../records/entries/translation.ts';
import { vendorEntrySchema } from '../records/entries/vendor.ts';
import { whatIfEntrySchema } from '../records/entries/what-if.ts';
import { driverSupportEntrySchema, interfacePolicyEntrySchema } from '../policy/context-record.ts';

const content = process.env['KABI_CONTENT'] ?? './content';
/** Of the program, which are not below the folder that Astro takes for its root when it builds. */
const ownPages = process.env['KABI_OWN_PAGES'] ?? './content/pages';
const ENDING = '.md';

/** Ids are paths without their ending: slugs would fold `6.12.0-55.9.1` and `6.12.0-559.1` into one. */
function markdown(folder: string, pattern = `**/*${ENDING}`) {
  return glob({
    base: folder,
    pattern,
    generateId: ({ entry }) => entry.slice(0, -ENDING.length),
  });
}

const page = z.object({ title: z.string(), description: z.string() });

export const collections = {
  products: defineCollection({
    loader: markdown(`${content}/generated/products`),
    schema: productEntrySchema,
  }),
  releases: defineCollection({
    loader: markdown(`${content}/generated/releases`),
    schema: releaseEntrySchema,
  }),
  compares: defineCollection({
    loader: markdown(`${content}/generated/compares`),
    schema: compareEntrySchema,
  }),
  drivers: defineCollection({ loader: markdown(`${content}/generated/drivers`), schema: driverEntrySchema }),
  discussions: defineCollection({
    loader: markdown(`${content}/generated/discussions`),
    schema: discussionEntrySchema,
  }),
  notes: defineCollection({ loader: markdown(`${content}/generated/notes`), schema: noteEntrySchema }),
  vendors: defineCollection({
    loader: markdown(`${content}/generated/policies`),
    schema: vendorEntrySchema,
  }),
  whatIfs: defineCollection({ loader: markdown(`${content}/generated/what-if`), schema: whatIfEntrySchema }),
  interfacePolicies: defineCollection({
    loader: markdown(`${content}/generated/interface-policies`),
    schema: interfacePolicyEntrySchema,
  }),
  driverSupport: defineCollection({
    loader: markdown(`${content}/generated/driver-support`),
    schema: driverSupportEntrySchema,
  }),
  /** What the bodies of other collections' entries say in other languages: `zh/releases/<id>`, `zh/policies/<id>`. */
  translations: defineCollection({
    loader: markdown(`${content}/generated`, `@(${TRANSLATIONS.join('|')})/**/*${ENDING}`),
    schema: translationEntrySchema,
  }),
  pages: defineCollection({ loader: markdown(`${content}/pages`), schema: page }),
  /** Pages that every site links to, until its own content has one of that name. */
  defaultPages: defineCollection({ loader: markdown(ownPages), schema: page }),
};
