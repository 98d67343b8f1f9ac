/**
 * The files below /api/v1/. Fields may be added, never renamed; what would break a reader gets another number. The same
 * content gives the same bytes, so that ETags hold.
 */
import { z } from 'zod';
import { variantSchema } from '../../kernel/variant-field.ts';
import { CHANGE_KINDS } from '../../kernel/change.ts';
import { vendorEntrySchema } from '../entries/vendor.ts';
import { driverEntrySchema } from '../entries/driver.ts';
import { productEntrySchema } from '../entries/product.ts';
import { releaseEntrySchema } from '../entries/release.ts';
import { symbolJsonSchema } from './page-json.ts';
import { causeRowsSchema } from '../rows/causes.ts';

const crc = z.string().regex(/^0x[0-9a-f]{8}$/);
const pair = z.tuple([z.string(), z.string()]);

/** `index.json`: where everything is. Addresses are relative to the root of the site, `{…}` stands for a name. */
export const apiIndexSchema = z.object({
  schema: z.literal('kabi-reports/api/1'),
  /** Of the site. */
  title: z.string(),
  /** Of the root of the site; a path where it does not know its host. */
  url: z.string(),
  /** Day of the newest snapshot on file. */
  built: z.iso.date().nullable(),
  counts: z.record(z.string(), z.int().nonnegative()),
  files: z.record(z.string(), z.string()),
  templates: z.record(z.string(), z.string()),
});
export type ApiIndex = z.infer<typeof apiIndexSchema>;

export const apiProductsSchema = z.object({
  schema: z.literal('kabi-reports/api-products/1'),
  products: z.array(productEntrySchema),
});

export const apiReleasesSchema = z.object({
  schema: z.literal('kabi-reports/api-releases/1'),
  /** Oldest first within a product. */
  releases: z.array(
    releaseEntrySchema.omit({ drivers: true, inTree: true, promises: true, notesSha256: true }),
  ),
});

export const apiDriversSchema = z.object({
  schema: z.literal('kabi-reports/api-drivers/1'),
  registered: z.array(driverEntrySchema.omit({ rowsSha256: true })),
  /** Modules in kernels' own trees: by name, with the path in the newest kernel that has it. */
  inTree: z.array(z.object({ name: z.string(), path: z.string() })),
});

export const apiPoliciesSchema = z.object({
  schema: z.literal('kabi-reports/api-policies/1'),
  vendors: z.array(vendorEntrySchema),
});

/** `symbols/<xx>.json`, by symbolShard in urls.ts. */
export const apiSymbolsSchema = z.object({
  schema: z.literal('kabi-reports/api-symbols/1'),
  /** Exported by a newest release. */
  current: z.array(z.string()),
  gone: z.array(z.string()),
});

/** `changes/<product>/<a>..<b>.json` */
export const apiChangesSchema = z.object({
  schema: z.literal('kabi-reports/api-changes/1'),
  before: z.object({ product: z.string(), release: z.string() }),
  after: z.object({ product: z.string(), release: z.string() }),
  variants: z.array(variantSchema),
  /** By provider module, then symbol. */
  changes: z.array(
    z.object({
      symbol: z.string(),
      module: z.string(),
      /** Those in which something changed. */
      variants: z.array(
        z.object({
          variant: variantSchema,
          kinds: z.array(z.enum(CHANGE_KINDS)).min(1),
          /** Null where there is none on record, or no such side. */
          crc: z.tuple([crc.nullable(), crc.nullable()]),
          type: pair.optional(),
          namespace: pair.optional(),
          module: pair.optional(),
          /** The module that has the symbol in this variant, where it is not the one above. */
          provider: z.string().optional(),
        }),
      ),
    }),
  ),
});
export type ApiChanges = z.infer<typeof apiChangesSchema>;

const row = causeRowsSchema.element.shape;
const cause = row.causes.element.omit({ edits: true }).extend({
  /** What changed, for people. */
  sentence: z.string(),
});

/** `causes/<product>/<a>..<b>.json` */
export const apiCausesSchema = z.object({
  schema: z.literal('kabi-reports/api-causes/1'),
  variants: z.array(
    z.object({
      variant: variantSchema,
      /** What they were told from. */
      source: row.source,
      /** Whether each attribution is certain. From BTF it is not. */
      exact: z.boolean(),
      /** Changed symbols that reach one of the causes. */
      explained: row.explained,
      causes: z.array(cause),
      unexplained: row.unexplained,
      /** Types that changed although no CRC of an export that reaches them did. */
      hidden: z.array(
        row.hidden.element.omit({ edits: true, isCompatible: true }).extend({
          sentence: z.string(),
          /** Only reserve was used, at the same size and offsets. */
          compatible: z.boolean(),
        }),
      ),
    }),
  ),
});
export type ApiCauses = z.infer<typeof apiCausesSchema>;

/** A line of `corpus.ndjson.zst`. */
export const apiCorpusLineSchema = symbolJsonSchema.shape.symbols.element;

/** By what files of the kind are called. */
export const API_SCHEMAS = {
  api: apiIndexSchema,
  'api-products': apiProductsSchema,
  'api-releases': apiReleasesSchema,
  'api-drivers': apiDriversSchema,
  'api-policies': apiPoliciesSchema,
  'api-symbols': apiSymbolsSchema,
  'api-changes': apiChangesSchema,
  'api-causes': apiCausesSchema,
  'api-corpus-line': apiCorpusLineSchema,
} as const;
