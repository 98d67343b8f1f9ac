/** The JSON beside pages, `index.json` in the folder of each. Fields may be added, never renamed. */
import { GAPS } from '../../history/symbol-history.ts';
import { z } from 'zod';
import { symbolEndSchema } from '../../history/ends/symbol-end.ts';
import { variantField, variantSchema } from '../../kernel/variant-field.ts';
import { LOAD_VERDICTS } from '../../load/verdict.ts';
import { CAUSE_CLASSES } from '../../types/diff/cause.ts';
import {
  driversOnListsJsonSchema,
  policiesJsonSchema,
  practiceJsonSchema,
  vendorJsonSchema,
  whatIfJsonSchema,
} from './policy-json.ts';
import { jsonFields } from './json-fields.ts';
import { compareEntrySchema } from '../entries/comparison.ts';
import { driverEntrySchema } from '../entries/driver.ts';
import { driverRowsSchema } from '../rows/driver.ts';
import { discussionEntrySchema, noteEntrySchema } from '../entries/document.ts';
import { moduleRowsSchema } from '../rows/modules.ts';
import { productEntrySchema } from '../entries/product.ts';
import { releaseEntrySchema } from '../entries/release.ts';
import { originSchema } from '../origin.ts';

const count = z.int().nonnegative();

/** First and last release of a run, in the order of the product's releases. */
const range = { from: z.string(), to: z.string() };

export const symbolJsonSchema = z.strictObject({
  schema: z.literal('kabi-reports/symbol/1'),
  ...jsonFields,
  /** Several where names differ in case only: such symbols share a page. */
  symbols: z.array(
    z.strictObject({
      symbol: z.string(),
      /** In a few words, for people. */
      finding: z.string(),
      /** Where it is gone, if it is: by product. */
      gone: z.array(
        z.strictObject({
          product: z.string(),
          title: z.string(),
          /** The first release that lacks it for good. */
          release: z.string(),
          /** Null: none of the product's newest kernels has it. */
          variants: z.array(variantSchema).nullable(),
          /** The last release that had it, of this product or the one that it follows. */
          last: z.strictObject({ product: z.string(), title: z.string(), release: z.string() }),
        }),
      ),
      /** What became of it, and what may have taken its place; null where nothing but its absence is known. */
      end: symbolEndSchema.nullable(),
      /** A product comes before those that follow it. */
      products: z.array(
        z.strictObject({
          product: z.string(),
          title: z.string(),
          variants: z.array(
            z.strictObject({
              variant: variantSchema,
              /** Updates that could be compared, and how many of them changed the CRC. */
              updates: z.strictObject({ comparable: count, crcChanged: count }),
              /** Cover all releases of the product, oldest first. */
              runs: z.array(
                z.discriminatedUnion('is', [
                  z.strictObject({
                    ...range,
                    is: z.literal('exported'),
                    /** Null if there is none on record. */
                    crc: z.string().nullable(),
                    module: z.string(),
                    type: z.string().nullable(),
                    namespace: z.string(),
                  }),
                  z.strictObject({ ...range, is: z.enum(GAPS) }),
                ]),
              ),
            }),
          ),
        }),
      ),
      /** How the types on file declare it, the newest first. */
      prototypes: z.array(
        z.strictObject({
          prototype: z.string(),
          in: z.array(z.strictObject({ product: z.string(), variant: variantSchema, ...range })),
        }),
      ),
      /** Why its CRC changed in a release, newest first, as far as it is on file. */
      reasons: z.array(
        z.strictObject({
          product: z.string(),
          release: z.string(),
          /** `struct net_device`; null: its own declaration. */
          cause: z.string().nullable(),
          /** Types on the way from the symbol to the cause. */
          via: z.array(z.string()),
          /** The likeliest change that made the cause. */
          origin: originSchema.optional(),
        }),
      ),
      protectedBy: z.array(
        z.strictObject({
          policy: z.string(),
          basis: z.enum(['list', 'all']),
          /** Modules that the list names as the reason. */
          requiredBy: z.array(z.string()),
        }),
      ),
      /** Registered drivers that import it. */
      drivers: z.array(z.string()),
      /** Documents that name it: `discussions/<id>`. */
      documents: z.array(z.string()),
    }),
  ),
});
export type SymbolJson = z.infer<typeof symbolJsonSchema>;

export const inTreeJsonSchema = z.strictObject({
  schema: z.literal('kabi-reports/in-tree-driver/1'),
  ...jsonFields,
  /** What the verdict `loads` says, and what it does not. */
  loadsMeans: z.string(),
  /** Several where names differ in case only. */
  drivers: z.array(
    z.strictObject({
      name: z.string(),
      finding: z.string(),
      /** Each release's own build of the module. */
      builds: z.array(
        z.strictObject({
          product: z.string(),
          /** Whose module it is. */
          release: z.string(),
          variant: variantSchema,
          path: z.string(),
          imports: count,
          /** On each release of the same product and variant. */
          releases: z.array(
            z.strictObject({ release: z.string(), verdict: z.enum(LOAD_VERDICTS), symbols: count }),
          ),
          /** The symbols behind the verdict on the next release. */
          behindNext: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type InTreeJson = z.infer<typeof inTreeJsonSchema>;

export const releaseJsonSchema = z.object({
  schema: z.literal('kabi-reports/release/1'),
  ...jsonFields,
  ...releaseEntrySchema.omit({ notesSha256: true }).shape,
  /** What the update did to the CRCs of the main variant; null where nothing is known to have changed, or all has. */
  headline: z
    .strictObject({
      variant: variantField,
      changed: count,
      common: count,
      /** That which is nearest to most of the changed symbols. */
      cause: z.strictObject({ name: z.string(), symbols: count }).nullable(),
      /** The causes that are nearest to most changed symbols. */
      nearest: z.array(z.strictObject({ name: z.string(), symbols: count })),
      unexplained: count,
    })
    .nullable(),
});
export type ReleaseJson = z.infer<typeof releaseJsonSchema>;

export const compareJsonSchema = z.object({
  schema: z.literal('kabi-reports/comparison/1'),
  ...jsonFields,
  ...compareEntrySchema.omit({ rowsSha256: true, causesSha256: true }).shape,
  /** Per provider module, `vmlinux` first. */
  modules: z.array(
    z.object({
      module: z.string(),
      /** In the order of `variants`. */
      counts: z.array(compareEntrySchema.shape.variants.element.shape.summary),
    }),
  ),
});
export type CompareJson = z.infer<typeof compareJsonSchema>;

export const driverJsonSchema = z.object({
  schema: z.literal('kabi-reports/driver/1'),
  ...jsonFields,
  loadsMeans: z.string(),
  ...driverEntrySchema.omit({ rowsSha256: true }).shape,
  ...driverRowsSchema.shape,
});
export type DriverJson = z.infer<typeof driverJsonSchema>;

export const typeJsonSchema = z.strictObject({
  schema: z.literal('kabi-reports/type/1'),
  ...jsonFields,
  /** Several where names of one kind differ in case only. */
  types: z.array(
    z.strictObject({
      /** `struct net_device` */
      type: z.string(),
      /** In a few words, for people. */
      finding: z.string(),
      /** C, with offsets as comments that count from the innermost struct or union. */
      definitions: z.array(z.string()),
      products: z.array(
        z.strictObject({
          product: z.string(),
          title: z.string(),
          /** Those of which types are on file. */
          variants: z.array(
            z.strictObject({
              variant: variantSchema,
              /** `definition` is an index into `definitions`. */
              runs: z.array(z.strictObject({ ...range, definition: count })),
            }),
          ),
        }),
      ),
      /** Releases in which it was a cause of changed CRCs, or changed behind them; newest first. */
      changes: z.array(
        z.strictObject({
          product: z.string(),
          before: z.string(),
          after: z.string(),
          variants: z.array(variantSchema),
          class: z.enum(CAUSE_CLASSES),
          detail: z.string(),
          /** No CRC shows it. */
          hidden: z.boolean(),
          /** Exports that reach it: changed ones, or if it is hidden, unchanged ones. */
          exports: count,
          /** In-tree modules that import one of them; null if they are not on file. */
          modules: count.nullable(),
          /** The changes that made it, the likeliest first; missing if no changelog on file tells. */
          origins: z.array(originSchema).optional(),
          /** Before and after; null on a side that has none. */
          definitions: z.tuple([z.string().nullable(), z.string().nullable()]),
        }),
      ),
      usedBy: z.strictObject({ types: z.array(z.string()), exports: z.array(z.string()) }),
      /** Who imports one of those exports. */
      importedBy: z.strictObject({
        /** Registered ones. */
        drivers: z.array(z.string()),
        inTree: z.array(z.strictObject({ product: z.string(), release: z.string(), modules: count })),
      }),
      /** Modules that see another definition of the name. */
      otherScopes: z.array(z.string()),
      /** Reserved members. */
      reserve: z.strictObject({ left: z.array(z.string()), used: z.array(z.string()) }),
      documents: z.array(z.string()),
    }),
  ),
});
export type TypeJson = z.infer<typeof typeJsonSchema>;

export const moduleJsonSchema = z.strictObject({
  schema: z.literal('kabi-reports/module/1'),
  ...jsonFields,
  ...moduleRowsSchema.shape.about.omit({ built: true }).shape,
  finding: z.string(),
  products: moduleRowsSchema.shape.products,
  /** In-tree modules of the newest kernels that import from it, and how many of its symbols. */
  importers: z.array(
    z.strictObject({
      product: z.string(),
      release: z.string(),
      modules: z.array(z.strictObject({ name: z.string(), symbols: z.number() })),
    }),
  ),
  /** Sorted by name. */
  symbols: z.array(
    z.strictObject({
      symbol: z.string(),
      type: z.string().nullable(),
      namespace: z.string(),
      /** Those whose newest release has it in this module. */
      products: z.array(z.string()),
    }),
  ),
});
export type ModuleJson = z.input<typeof moduleJsonSchema>;

export const productJsonSchema = z.object({
  schema: z.literal('kabi-reports/product/1'),
  ...jsonFields,
  ...productEntrySchema.shape,
});
export type ProductJson = z.infer<typeof productJsonSchema>;

const documentShape = {
  schema: z.literal('kabi-reports/document/1'),
  ...jsonFields,
  /** Markdown, in the language that `body` names. */
  text: z.string(),
};
export const documentJsonSchema = z.union([
  z.object({ ...documentShape, ...discussionEntrySchema.shape }),
  z.object({ ...documentShape, ...noteEntrySchema.shape }),
]);
export type DocumentJson = z.infer<typeof documentJsonSchema>;

/** By the kind of page. */
export const PAGE_SCHEMAS = {
  symbol: symbolJsonSchema,
  'in-tree-driver': inTreeJsonSchema,
  driver: driverJsonSchema,
  release: releaseJsonSchema,
  comparison: compareJsonSchema,
  type: typeJsonSchema,
  module: moduleJsonSchema,
  product: productJsonSchema,
  vendor: vendorJsonSchema,
  policies: policiesJsonSchema,
  practice: practiceJsonSchema,
  'drivers-on-lists': driversOnListsJsonSchema,
  'what-if': whatIfJsonSchema,
  document: documentJsonSchema,
} as const;
