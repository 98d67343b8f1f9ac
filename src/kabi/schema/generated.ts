/**
 * The contract between `kabi build`, which writes content/generated/, and the pages, which read it: front matter of the
 * Markdown collections, and the row data beside them.
 */
import { z } from 'zod';
import { CHANGE_KINDS, CRC_GENERATORS } from '../model.ts';

const count = z.int().nonnegative();

/** Which release is meant, wherever one is named. */
const releaseRef = z.object({ product: z.string(), title: z.string(), release: z.string() });
export type ReleaseRef = z.infer<typeof releaseRef>;

export const summarySchema = z.record(z.enum([...CHANGE_KINDS, 'not-comparable']), count);

/** releases/<product>/<release>.md; the body is the finding, in words. */
export const releaseEntrySchema = z.object({
  ref: releaseRef,
  vendor: z.string(),
  /** Package version, where all snapshots agree. */
  version: z.string().nullable(),
  built: z.iso.date().nullable(),
  /** The finding in a few words. */
  finding: z.string(),
  /** Releases that this one is compared with, and those compared with it. */
  previous: z.array(releaseRef),
  next: z.array(releaseRef),
  /** Lanes of the product of which this release has no snapshot on file. */
  missing: z.array(z.string()),
  lanes: z.array(
    z.object({
      lane: z.string(),
      exports: count,
      modversions: z.boolean(),
      crcGenerator: z.enum(CRC_GENERATORS),
      compiler: z.string().nullable(),
      source: z.object({ file: z.string(), sha256: z.string().nullable() }),
      package: z.string().nullable(),
      built: z.iso.date().nullable(),
      exportsSha256: z.string(),
      rebaselined: count,
      /** Null for the oldest snapshot on file. */
      before: releaseRef.nullable(),
      summary: summarySchema.nullable(),
      common: count,
    }),
  ),
});
export type ReleaseEntry = z.infer<typeof releaseEntrySchema>;

/** compares/<product>/<a>..<b>.md; the body is the finding, in words. */
export const compareEntrySchema = z.object({
  /** Of the row data beside it, so that the entry stands for both. */
  rowsSha256: z.string(),
  /** Day of the newer snapshot. */
  built: z.iso.date().nullable(),
  before: releaseRef,
  after: releaseRef,
  finding: z.string(),
  lanes: z.array(
    z.object({
      lane: z.string(),
      exports: z.tuple([count, count]),
      crcGenerators: z.tuple([z.enum(CRC_GENERATORS), z.enum(CRC_GENERATORS)]),
      common: count,
      summary: summarySchema,
    }),
  ),
});
export type CompareEntry = z.infer<typeof compareEntrySchema>;

/** rows/compares/<product>/<a>..<b>.json: what changed, per provider module. */
export const compareRowsSchema = z.object({
  lanes: z.array(z.string()),
  modules: z.array(
    z.object({
      module: z.string(),
      /** In the order of `lanes`. */
      counts: z.array(summarySchema),
      size: count,
      /** As formatChangeRows writes them. */
      rows: z.string(),
    }),
  ),
});
export type CompareRows = z.infer<typeof compareRowsSchema>;

/** products/<product>.md; the body is product.yaml's `about`. */
export const productEntrySchema = z.object({
  name: z.string(),
  title: z.string(),
  vendor: z.string(),
  summary: z.string(),
  homepage: z.url().nullable(),
  follows: z.object({ name: z.string(), title: z.string() }).nullable(),
  followedBy: z.array(z.object({ name: z.string(), title: z.string() })),
  sources: z.array(z.object({ title: z.string(), url: z.url(), read: z.string() })),
  lanes: z.array(z.string()),
  /** Oldest first. */
  releases: z.array(
    z.object({
      release: z.string(),
      version: z.string().nullable(),
      built: z.iso.date().nullable(),
      finding: z.string(),
      /** In the order of `lanes`; null where no snapshot is on file. */
      lanes: z.array(
        z
          .object({ exports: count, before: releaseRef.nullable(), summary: summarySchema.nullable() })
          .nullable(),
      ),
    }),
  ),
});
export type ProductEntry = z.infer<typeof productEntrySchema>;

/** modules/<module>.md; the body says in words what the module offers today. */
export const moduleEntrySchema = z.object({
  module: z.string(),
  /** Of the row data beside it, so that the entry stands for both. */
  rowsSha256: z.string(),
  /** Day of the newest snapshot that has the module. */
  built: z.iso.date().nullable(),
  /** Symbols that it exports in any newest release, and ever. */
  current: count,
  ever: count,
  /** Changes over all steps and lanes on file. */
  changes: summarySchema,
});
export type ModuleEntry = z.infer<typeof moduleEntrySchema>;

/** rows/modules/<module>.json */
export const moduleRowsSchema = z.object({
  products: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      lanes: z.array(z.string()),
      /** Newest first; per lane the number of exports and the changes, null where not on file. */
      releases: z.array(
        z.object({
          release: z.string(),
          lanes: z.array(z.object({ exports: count, summary: summarySchema.nullable() }).nullable()),
        }),
      ),
    }),
  ),
  size: count,
  /** As formatProvidedRows writes them. */
  symbols: z.string(),
});
export type ModuleRows = z.infer<typeof moduleRowsSchema>;

/** rows/history.json: what the indices in the symbol rows mean. */
export const historyTableSchema = z.object({
  /** A followed product comes before those that follow it; `follows` is its index. */
  products: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      releases: z.array(z.string()),
      /** Day of the newest snapshot of each of those releases. */
      built: z.array(z.iso.date().nullable()),
      follows: count.nullable(),
    }),
  ),
  lanes: z.array(
    z.object({
      product: count,
      name: z.string(),
      /** Indices into the product's releases, of those with a snapshot on file. */
      releases: z.array(count),
      /** What computed the CRCs of each of those releases. */
      generators: z.array(z.enum(CRC_GENERATORS)),
    }),
  ),
  attributes: z.array(z.object({ module: z.string(), type: z.string(), namespace: z.string() })),
});
export type HistoryTable = z.infer<typeof historyTableSchema>;

/** An A-Z list. */
const shardSchema = z.object({
  /** Exported by a newest release. */
  current: z.array(z.string()),
  gone: z.array(z.string()),
});
export type Shard = z.infer<typeof shardSchema>;

/** rows/shards.json, by shard (symbolShard in urls.ts). */
export const shardsSchema = z.record(z.string(), shardSchema);
