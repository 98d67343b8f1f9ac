/**
 * The contract between `kabi build`, which writes content/generated/, and the pages, which read it: front matter of the
 * Markdown collections, and the row data beside them.
 */
import { z } from 'zod';
import { LOAD_VERDICTS } from '../load/verdict.ts';
import { CHANGE_KINDS } from '../kernel/change.ts';
import { COVERAGES } from '../kernel/snapshot.ts';
import { CRC_GENERATORS } from '../kernel/export.ts';
import { UNVERSIONED_SIDES } from '../history/diff.ts';
import { discussionSchema, noteSchema } from '../documents/record.ts';
import { LANGUAGES } from '../base/language.ts';
import { prose } from '../base/prose.ts';
import { productDateSchema } from '../history/product.ts';
import { inTreeFindingSchema } from './in-tree.ts';
import { releasePromiseSchema } from './generated-policies.ts';
import { reasonSchema } from './reasons.ts';
import { releaseRef } from '../history/release-ref.ts';
import { causesSummarySchema } from './types.ts';
import { namedSymbolSchema } from '../documents/named-symbol.ts';

const count = z.int().nonnegative();

export const summarySchema = z.record(z.enum([...CHANGE_KINDS, 'not-comparable']), count);

/** A build of a driver, by the kernel that it was made for. */
const driverBuildRef = z.object({ for: releaseRef, variant: z.string() });
export type DriverBuildRef = z.infer<typeof driverBuildRef>;

/** What an update does to a driver that has a build for an older release. */
const affectedDriverSchema = z.object({
  name: z.string(),
  title: z.string(),
  /** The release before. */
  before: z.string(),
  /** What the update does: to the driver as it is built for the release before. */
  update: z.object({ verdict: z.enum(LOAD_VERDICTS), symbols: count }),
  /** The newest build on file for an older release, and what becomes of it here. */
  build: driverBuildRef,
  verdict: z.enum(LOAD_VERDICTS),
  /** As symbolsBehind counts them. */
  symbols: count,
  imports: count,
  /** As of driverCellSchema. */
  hidden: z.array(z.string()).optional(),
});
export type AffectedDriver = z.infer<typeof affectedDriverSchema>;

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
  /** Variants of the product of which this release has no snapshot on file. */
  missing: z.array(z.string()),
  /** Registered drivers with a build for an older release of the product, the gravest verdicts first. */
  drivers: z.array(affectedDriverSchema),
  inTree: z.array(inTreeFindingSchema),
  /** The promise in force, for each comparison with an earlier release; empty where no policy is on file. */
  promises: z.array(releasePromiseSchema),
  variants: z.array(
    z.object({
      variant: z.string(),
      exports: count,
      /** Which of the kernel's exports these are; absent: all. */
      coverage: z.enum(COVERAGES).optional(),
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
      /** Of the two kernels, the one without symbol versions, for which every module has to be rebuilt. */
      unversioned: z.enum(UNVERSIONED_SIDES).nullable(),
      common: count,
    }),
  ),
});
export type ReleaseEntry = z.infer<typeof releaseEntrySchema>;

/** zh/<collection>/<id>.md; the body is that of the entry, in Chinese. */
export const translationEntrySchema = z.object({
  /** What the body is in: English where nobody wrote it in Chinese. */
  language: z.enum(LANGUAGES),
  /** The finding of a release in a few words. */
  finding: z.string().optional(),
});
export type TranslationEntry = z.infer<typeof translationEntrySchema>;

/** compares/<product>/<a>..<b>.md; the body is the finding, in words. */
export const compareEntrySchema = z.object({
  /** Of the row data beside it, so that the entry stands for both. */
  rowsSha256: z.string(),
  /** Day of the newer snapshot. */
  built: z.iso.date().nullable(),
  before: releaseRef,
  after: releaseRef,
  finding: z.string(),
  /** Of the variants of which types are on file on both sides. */
  causes: z.array(causesSummarySchema),
  /** Of the rows of causes beside it; null if there are none. */
  causesSha256: z.string().nullable(),
  variants: z.array(
    z.object({
      variant: z.string(),
      exports: z.tuple([count, count]),
      crcGenerators: z.tuple([z.enum(CRC_GENERATORS), z.enum(CRC_GENERATORS)]),
      common: count,
      summary: summarySchema,
      /** As in releases. */
      unversioned: z.enum(UNVERSIONED_SIDES).nullable(),
    }),
  ),
});
export type CompareEntry = z.infer<typeof compareEntrySchema>;

/** rows/compares/<product>/<a>..<b>.json: what changed, per provider module. */
export const compareRowsSchema = z.object({
  variants: z.array(z.string()),
  modules: z.array(
    z.object({
      module: z.string(),
      /** In the order of `variants`. */
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
  /** Earliest first. */
  dates: z.array(productDateSchema),
  variants: z.array(z.string()),
  /** Oldest first. */
  releases: z.array(
    z.object({
      release: z.string(),
      version: z.string().nullable(),
      built: z.iso.date().nullable(),
      finding: z.string(),
      /** In the order of `variants`; null where no snapshot is on file. */
      variants: z.array(
        z
          .object({
            exports: count,
            /** Which of the kernel's exports these are; absent: all. */
            coverage: z.enum(COVERAGES).optional(),
            before: releaseRef.nullable(),
            summary: summarySchema.nullable(),
          })
          .nullable(),
      ),
    }),
  ),
});
export type ProductEntry = z.infer<typeof productEntrySchema>;

const moduleAbout = z.object({
  module: z.string(),
  /** Its name as a driver, where it has a page as one. */
  driver: z.string().nullable(),
  /** Day of the newest snapshot that has the module. */
  built: z.iso.date().nullable(),
  /** Symbols that it exports in any newest release, and ever. */
  current: count,
  ever: count,
  /** Changes over all updates and variants on file. */
  changes: summarySchema,
});

/** modules/<module>.md; the body says in words what the module offers today. */
export const moduleEntrySchema = moduleAbout.extend({
  /** Of the row data beside it, so that the entry stands for both. */
  rowsSha256: z.string(),
});
export type ModuleEntry = z.infer<typeof moduleEntrySchema>;

/** rows/modules/<module>.json */
export const moduleRowsSchema = z.object({
  about: moduleAbout,
  products: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      variants: z.array(z.string()),
      /** Newest first; per variant the number of exports and the changes, null where not on file. */
      releases: z.array(
        z.object({
          release: z.string(),
          variants: z.array(z.object({ exports: count, summary: summarySchema.nullable() }).nullable()),
        }),
      ),
    }),
  ),
  size: count,
  /** As formatProvidedRows writes them. */
  symbols: z.string(),
});
export type ModuleRows = z.infer<typeof moduleRowsSchema>;

/** drivers/<driver>.md; the body says in words where its newest builds load. */
export const driverEntrySchema = z.object({
  name: z.string(),
  title: z.string(),
  vendor: z.string(),
  homepage: z.url().nullable(),
  summary: z.string(),
  source: z.object({ package: z.string(), version: z.string(), sha256: z.string().nullable() }),
  /** Of the row data beside it, so that the entry stands for both. */
  rowsSha256: z.string(),
  /** Day of the newest snapshot that a build was judged on. */
  built: z.iso.date().nullable(),
  /** The finding in a few words. */
  finding: z.string(),
  /** The same of each variant that it is built for, for titles. */
  headlines: z.array(z.string()),
  modules: z.array(z.string()),
  /** Those for the newest kernels first. */
  builds: z.array(driverBuildRef),
  /** The newest kernels of its architectures on file, and on which of them any of its builds loads. */
  newest: z.array(z.object({ kernel: driverBuildRef, loads: z.boolean() })),
  /** What policies with a list on file protect of its imports. */
  protection: z.array(
    z.object({
      policy: z.object({ vendor: z.string(), id: z.string(), title: prose, term: prose.nullable() }),
      protected: z.array(z.string()),
      unprotected: z.array(z.string()),
    }),
  ),
});
export type DriverEntry = z.infer<typeof driverEntrySchema>;

const symbolList = z.array(z.string());

/** What one build of a driver is on one kernel, as LoadFinding has it. */
const driverCellSchema = z.object({
  verdict: z.enum(LOAD_VERDICTS),
  mismatched: symbolList,
  missing: symbolList,
  gplOnly: symbolList,
  notImported: symbolList,
  notComparable: symbolList,
  noVersion: symbolList,
  refused: z.array(z.string()),
  reasons: z.array(z.string()),
  /** In the order of the build's modules. */
  modules: z.array(z.object({ verdict: z.enum(LOAD_VERDICTS), symbols: count })),
  /** Of the release after the build's own: the causes nearest to the symbols behind the verdict. */
  causes: z.array(reasonSchema).optional(),
  /** Types that its imports reach and that changed since its own release while no CRC did. */
  hidden: z.array(z.string()).optional(),
});
export type DriverCell = z.infer<typeof driverCellSchema>;

/** rows/drivers/<driver>.json */
export const driverRowsSchema = z.object({
  /** One matrix per architecture. */
  arches: z.array(
    z.object({
      arch: z.string(),
      /** The columns, those for the newest kernels first. */
      builds: z.array(
        z.object({
          ref: driverBuildRef,
          /** Symbols that it needs from the kernel. */
          imports: count,
          modules: z.array(z.string()),
        }),
      ),
      /** The rows: those of products that a build was made for, then the others; newest first. */
      products: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          kernels: z.array(
            z.object({
              release: z.string(),
              variant: z.string(),
              /** In the order of the builds. */
              cells: z.array(driverCellSchema),
            }),
          ),
        }),
      ),
    }),
  ),
  /** Variants of which the imports below have figures. */
  variants: z.array(z.string()),
  /** What any build needs from the kernel, the ones that changed most often first. */
  imports: z.array(
    z.object({
      symbol: z.string(),
      /** False if no release on file exports it: then it has no page. */
      isOnFile: z.boolean(),
      /** In the order of `variants`; null where it was never comparable. */
      updates: z.array(z.object({ comparable: count, crcChanged: count }).nullable()),
    }),
  ),
  /** What its modules export to others. */
  exports: z.array(z.object({ module: z.string(), symbols: symbolList })),
  /** Where each import table comes from. */
  records: z.array(
    z.object({
      build: driverBuildRef,
      module: z.string(),
      vermagic: z.string(),
      license: z.string(),
      compiler: z.string().nullable(),
      sha256: z.string().nullable(),
    }),
  ),
});
export type DriverRows = z.infer<typeof driverRowsSchema>;

/** rows/importers.json: which registered drivers import a symbol. */
export const importersSchema = z.object({
  /** Titles by name. */
  drivers: z.record(z.string(), z.string()),
  /** Names of drivers by symbol, sorted. */
  symbols: z.record(z.string(), symbolList),
});
export type Importers = z.infer<typeof importersSchema>;

const documentEntry = {
  id: z.string(),
  /** Of the body. */
  body: z.enum(LANGUAGES),
  /** Newest release of each product that symbols are looked up in, oldest line first. */
  releases: z.array(releaseRef),
  /** Day of the newest snapshot among them. */
  built: z.iso.date().nullable(),
  named: z.array(namedSymbolSchema),
  /** Provider modules on file by the names that the document has for them. */
  modules: z.record(z.string(), symbolList),
  /** Drivers with a page, in the tree or out of it, by the names that the document has for them. */
  drivers: z.record(z.string(), z.string()),
  /** Policies of its options that updates on file were judged under. */
  judged: z.array(z.string()),
};

/** discussions/<id>.md, and <id>.<language>.md for each further body. */
export const discussionEntrySchema = z.object({ ...documentEntry, record: discussionSchema });
export type DiscussionEntry = z.infer<typeof discussionEntrySchema>;

/** notes/<id>.md, and <id>.<language>.md for each further body. */
export const noteEntrySchema = z.object({ ...documentEntry, record: noteSchema });
export type NoteEntry = z.infer<typeof noteEntrySchema>;
export type DocumentEntry = DiscussionEntry | NoteEntry;

/** rows/mentions.json: which documents name a symbol, a type or an option. */
export const mentionsSchema = z.object({
  /** What each is called in short, by `<collection>/<id>`; the newest first. */
  documents: z.record(z.string(), z.string()),
  /** Keys of `documents`, by name. */
  symbols: z.record(z.string(), symbolList),
  types: z.record(z.string(), symbolList),
  config: z.record(z.string(), symbolList),
});
export type Mentions = z.infer<typeof mentionsSchema>;

/** An A-Z list. */
const shardSchema = z.object({
  /** Exported by a newest release. */
  current: z.array(z.string()),
  gone: z.array(z.string()),
});
export type Shard = z.infer<typeof shardSchema>;

/** rows/shards.json, by shard (symbolShard in urls.ts). */
export const shardsSchema = z.record(z.string(), shardSchema);
