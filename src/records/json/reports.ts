/** What the commands print with `--format json`. Fields may be added, never renamed. */
import { z } from 'zod';
import { variantSchema } from '../../kernel/variant-field.ts';
import { symbolEndSchema } from '../../history/ends/symbol-end.ts';
import { DIFF_COUNTS, type DiffSummary } from '../../history/diff.ts';
import { measuredListSchema } from '../../policy/measured-list.ts';
import { LOAD_VERDICTS } from '../../load/verdict.ts';
import { KERNEL_ROLES } from '../../formats/logs/kernel-names.ts';
import { CAUSES, REBUILD_ANSWERS } from '../../load/diagnosis/finding.ts';
import { CHANGE_KINDS } from '../../kernel/change.ts';
import { COVERAGES } from '../../kernel/snapshot.ts';
import { CRC_GENERATORS, EXPORT_TYPES } from '../../kernel/export.ts';
import { LEVELS, PROBLEMS, type ProblemKind } from '../../base/problems.ts';
import { CAUSE_CLASSES } from '../../types/diff/cause.ts';
import { TYPE_KINDS, TYPE_SOURCES } from '../../types/table/table.ts';
import { KEEPS, PROTECTED_SETS, TRANSITIONS } from '../../policy/promise.ts';
import { VERDICTS } from '../../policy/verdict.ts';
import { originSchema } from '../origin.ts';

/** A fault in the data, as every report lists them. */
export const problemReportSchema = z.strictObject({
  kind: z.enum(Object.keys(PROBLEMS) as [ProblemKind, ...ProblemKind[]]),
  /** `error`: the input was not used. `warning`: it was used, and the reader should know. `note`: nothing is wrong. */
  level: z.enum(LEVELS),
  title: z.string(),
  path: z.string(),
  line: z.int().positive().optional(),
  /** The line at fault. */
  source: z.string().optional(),
  /** What to do. */
  hint: z.string(),
  /** Everything at once that is at fault, or that is to be written. */
  lines: z.array(z.string()).optional(),
});

export const INGEST_STATUSES = ['written', 'unchanged', 'replaced', 'refused'] as const;
export type IngestStatus = (typeof INGEST_STATUSES)[number];

const count = z.int().nonnegative();

/** `kabi ingest --format json` */
export const ingestReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/ingest/1'),
  /** Snapshots that were not on file before; these three count exports, not imports. */
  ingested: count,
  unchanged: count,
  replaced: count,
  /** Inputs that could not be ingested; each has its problem below. */
  refused: count,
  /** In the order of the inputs. An input that does not say which snapshot it is, is not among them. */
  snapshots: z.array(
    z.strictObject({
      product: z.string(),
      release: z.string(),
      arch: z.string(),
      flavour: z.string(),
      status: z.enum(INGEST_STATUSES),
      exports: count,
      /** Which of the kernel's exports these are. */
      coverage: z.enum(COVERAGES),
      /** Base name of the file or package. */
      source: z.string(),
      /** What the status does not say, for people. */
      note: z.string().optional(),
    }),
  ),
  /** Packages whose modules were read, in the order of the inputs. */
  imports: z.array(
    z.strictObject({
      product: z.string(),
      release: z.string(),
      arch: z.string(),
      flavour: z.string(),
      status: z.enum(INGEST_STATUSES),
      package: z.string(),
      modules: count,
      /** Imports over all modules. */
      pairs: count,
      /** Base name of the package's file. */
      source: z.string(),
      note: z.string().optional(),
    }),
  ),
  /** Builds whose types were read. */
  types: z.array(
    z.strictObject({
      product: z.string(),
      release: z.string(),
      arch: z.string(),
      flavour: z.string(),
      status: z.enum(INGEST_STATUSES),
      /** What the types were told from. */
      from: z.enum(TYPE_SOURCES),
      /** Names that the exports reach. */
      types: count,
      /** Exports whose type is known. */
      exports: count,
      /** Base names of the files that they were read from. */
      sources: z.array(z.string()),
      note: z.string().optional(),
    }),
  ),
  /** What packages say that they change. */
  changelogs: z.array(
    z.strictObject({
      product: z.string(),
      /** Of the package. */
      version: z.string(),
      status: z.enum(['written', 'unchanged']),
      /** That are on file of it now, newest first. */
      versions: z.array(z.string()),
      /** Of all of these. */
      changes: count,
      /** Base name of the package's file. */
      source: z.string(),
    }),
  ),
  /** Builds whose kernel carries no type information: it was built without. */
  withoutTypes: z.array(
    z.strictObject({
      product: z.string(),
      release: z.string(),
      arch: z.string(),
      flavour: z.string(),
      /** Base name of the file that the kernel is in. */
      source: z.string(),
    }),
  ),
  /** Modules of drivers from outside the tree, in the order of the inputs. */
  drivers: z.array(
    z.strictObject({
      driver: z.string(),
      module: z.string(),
      product: z.string(),
      release: z.string(),
      arch: z.string(),
      flavour: z.string(),
      imports: count,
      status: z.enum(INGEST_STATUSES),
    }),
  ),
  problems: z.array(problemReportSchema),
});
export type IngestReport = z.infer<typeof ingestReportSchema>;

/** One side of a comparison. What a file does not tell about itself is null. */
const comparedBuildSchema = z.strictObject({
  product: z.string().nullable(),
  release: z.string().nullable(),
  arch: z.string().nullable(),
  flavour: z.string().nullable(),
  /** The path as it was given; for a snapshot on file, the base name of the file that it was read from. */
  source: z.string(),
  exports: count,
  crcGenerator: z.enum(CRC_GENERATORS),
  /** Which of the kernel's exports these are. */
  coverage: z.enum(COVERAGES),
});

const comparedExportSchema = z.strictObject({
  /** `0x` and eight digits; null if there is no CRC on record, which Module.symvers writes as 0. */
  crc: z
    .string()
    .regex(/^0x[0-9a-f]{8}$/)
    .nullable(),
  module: z.string(),
  /** Null if the file does not say. */
  type: z.enum(EXPORT_TYPES).nullable(),
  /** Empty if the export is in none. */
  namespace: z.string(),
});

const changedTypeFields = {
  kind: z.enum([...TYPE_KINDS, 'function', 'variable']),
  name: z.string(),
  /** Empty: the name's own definition. Else the modules or object files that see this one of several. */
  scopes: z.array(z.string()),
  class: z.enum(CAUSE_CLASSES),
  /** What changed, for people. */
  sentence: z.string(),
  /** Definitions in C, with sizes and offsets as comments. */
  before: z.string().nullable(),
  after: z.string().nullable(),
};

/** `kabi compare --format json` */
export const compareReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/compare/1'),
  a: comparedBuildSchema,
  b: comparedBuildSchema,
  /** Of the whole comparison, whatever --kind selects. */
  summary: z.strictObject(
    Object.fromEntries(DIFF_COUNTS.map((kind) => [kind, count])) as Record<keyof DiffSummary, typeof count>,
  ),
  /** Symbols on both sides. */
  common: count,
  /** What the changes were held against; missing if nothing was named. */
  promise: z
    .strictObject({
      /** `<vendor>/<id>` */
      policy: z.string().nullable(),
      /** The paths as they were given. */
      list: z.string().nullable(),
      rules: z.string().nullable(),
      transition: z.enum(TRANSITIONS),
      keeps: z.enum(KEEPS),
      protects: z.enum(PROTECTED_SETS),
    })
    .optional(),
  /** The changes below by verdict; `unknown` counts promised symbols that cannot be compared, too. */
  verdicts: z.record(z.enum(VERDICTS), count).optional(),
  /** By symbol, then kind. A symbol that changed in several ways is listed once for each. */
  changes: z.array(
    z.strictObject({
      symbol: z.string(),
      kind: z.enum(CHANGE_KINDS),
      /** Null if the symbol was added. */
      before: comparedExportSchema.nullable(),
      /** Null if the symbol was removed. */
      after: comparedExportSchema.nullable(),
      /** Of a changed CRC: places in `causes` below, nearest first. */
      causes: z.array(count).optional(),
      /** From the symbol to its nearest cause: `["register_netdev", "struct net_device"]`. */
      path: z.array(z.string()).optional(),
      /** Of this kind of change, under the promise. */
      verdict: z.enum(VERDICTS).optional(),
      /** The rule that decided. */
      rule: z
        .strictObject({
          path: z.string(),
          line: z.int().positive(),
          pattern: z.string(),
          /** False: it says that the change must not be tolerated. */
          passes: z.boolean(),
          comment: z.string().optional(),
        })
        .optional(),
    }),
  ),
  /** What the causes were told from, if the types of both sides are on file; the next three are there then, too. */
  types: z
    .strictObject({
      source: z.enum(TYPE_SOURCES),
      /** Whether each attribution is certain. From BTF it is not. */
      exact: z.boolean(),
      /** Common exports, where the CRCs of the two say nothing of each other and types alone are compared. */
      inType: z.strictObject({ changed: count, same: count, unknown: count }).optional(),
      /** What compiled the two builds, if that differs and the CRCs depend on it. */
      compilers: z.strictObject({ before: z.string(), after: z.string() }).optional(),
    })
    .optional(),
  /** Sorted: the common exports that changed in type, with what `changes` has of a changed CRC; missing if CRCs are compared. */
  changedInType: z
    .array(z.strictObject({ symbol: z.string(), causes: z.array(count), path: z.array(z.string()) }))
    .optional(),
  /** What the package says that it changed from one to the other, if that is on file. */
  changelog: z
    .strictObject({
      /** Newest first. */
      versions: z.array(z.string()),
      changes: count,
      /** That the changes name. */
      cves: z.array(z.string()),
    })
    .optional(),
  /** Largest reach first. */
  causes: z
    .array(
      z.strictObject({
        ...changedTypeFields,
        /** How many of the changed symbols reach it. */
        symbols: count,
        /** How many of these reach no other cause by a shorter path. */
        nearest: count,
        /** The changes that made it, the likeliest first; missing if the changelog between the two is not on file. */
        origins: z.array(originSchema).optional(),
      }),
    )
    .optional(),
  /** Types that only changed their layout because of the causes that they contain. */
  consequences: z.array(z.strictObject({ ...changedTypeFields, because: z.array(z.string()) })).optional(),
  /** Changed symbols without a cause. */
  unexplained: z.array(z.string()).optional(),
  /** Types that changed although no CRC of an export that reaches them did. */
  hidden: z
    .array(
      z.strictObject({
        ...changedTypeFields,
        /** How many exports reach it. */
        symbols: count,
        /** Only reserve was used, at the same size and offsets. */
        compatible: z.boolean(),
      }),
    )
    .optional(),
  problems: z.array(problemReportSchema),
});
export type CompareReport = z.infer<typeof compareReportSchema>;

const symbols = z.array(z.string());

const stepSchema = z.strictObject({
  say: z.string(),
  /** A command for it, or a line to add. */
  run: z.string().optional(),
});

/** What a text says, and what follows from it: part of the report of a check. */
const diagnosisReportSchema = z.strictObject({
  file: z.string(),
  /** What was understood, in a sentence. */
  read: z.string(),
  notRead: z.strictObject({
    lines: count,
    examples: z.array(z.strictObject({ line: z.int().positive(), text: z.string() })),
    sentence: z.string().optional(),
  }),
  kernels: z.array(
    z.strictObject({ uname: z.string(), role: z.enum(KERNEL_ROLES), line: z.int().positive() }),
  ),
  /** The first is the answer; each has another cause, module or kernel. */
  findings: z.array(
    z.strictObject({
      cause: z.enum(CAUSES),
      module: z.string().nullable(),
      package: z.string().nullable(),
      /** `uname -r` of the kernel that refused, where the text says so, and the snapshot on file that it is. */
      kernel: z.string().nullable(),
      onFile: z.string().nullable(),
      builtFor: z.string().nullable(),
      symbols: z.array(
        z.strictObject({
          symbol: z.string(),
          /** Modules that export it in kernels on file; `vmlinux` is the kernel itself. */
          providers: symbols,
          namespace: z.string().nullable(),
          builtAgainst: z.string().nullable(),
          inKernel: z.string().nullable(),
          changedIn: z
            .strictObject({
              product: z.string(),
              from: z.string(),
              to: z.string(),
              before: z.string().nullable(),
              after: z.string().nullable(),
            })
            .nullable(),
          /** The type behind that, in a sentence; null where the types of the update are not on file. */
          cause: z.string().nullable(),
          exportedIn: z.array(
            z.strictObject({
              product: z.string(),
              first: z.string(),
              last: z.string(),
              isInNewest: z.boolean(),
            }),
          ),
          successor: z.string().nullable(),
          /** What became of it: the kind of end, and what may have taken its place, with how far that is known. */
          end: symbolEndSchema.nullable(),
        }),
      ),
      /** The other module that the cause is about. */
      owner: z.string().nullable(),
      errno: z.int().nullable(),
      /** Messages that only follow from this one. */
      followUps: count,
      /** Lines of the text that it rests on. */
      lines: z.array(z.int().positive()),
      quote: z.string().nullable(),
      answer: z.string(),
      because: z.array(z.string()),
      todo: z.array(stepSchema),
      rebuild: z.enum(REBUILD_ANSWERS),
      rebuildWords: z.string(),
      more: z.array(stepSchema),
    }),
  ),
});

/** `kabi check --format json` */
export const checkReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/check/1'),
  /** What `loads` says and what it does not: to be shown wherever it is. */
  loadsMeans: z.string(),
  /** In the order of the inputs. What an input does not tell is null. */
  modules: z.array(
    z.strictObject({
      /** The path as it was given; several modules may come from one text. */
      file: z.string(),
      name: z.string().nullable(),
      /** As `uname -m` prints it. */
      arch: z.string().nullable(),
      /** Empty if the module has none. */
      vermagic: z.string().nullable(),
      imports: count,
      /** What the input says beyond its imports, for people. */
      notes: z.array(z.string()),
      /** Kernels with the module_layout that it was built against; null where the input does not name it. */
      generation: z.array(z.string()).nullable(),
      /** By product, architecture and flavour, oldest release first. */
      releases: z.array(
        z.strictObject({
          product: z.string(),
          release: z.string(),
          arch: z.string(),
          flavour: z.string(),
          verdict: z.enum(LOAD_VERDICTS),
          /** Imports whose CRC is another one in this release. */
          mismatched: symbols,
          /** Imports that it does not export. */
          missing: symbols,
          /** Imports that it exports to modules of a GPL-compatible licence only. */
          gplOnly: symbols,
          /** Imports from a namespace that the module does not import. */
          notImported: symbols,
          /** Imports that have a CRC on one side only. */
          notComparable: symbols,
          /** Imports for which the module has no version, which this release refuses. */
          noVersion: symbols,
          /** Why the file itself is refused, apart from its imports. */
          refused: z.array(z.string()),
          /** What other than symbols speaks against it, or leaves it open. */
          reason: z.string().optional(),
          /** What could still speak against it and is not known, such as `vermagic flags`. */
          unchecked: z.array(z.string()),
        }),
      ),
    }),
  ),
  /** With --replaces: the in-tree modules that import from the replaced ones, kernel by kernel. */
  replacements: z.array(
    z.strictObject({
      kernel: z.string(),
      replaced: z.array(z.string()),
      /** Names that this kernel has not as modules with exports. */
      absent: z.array(z.string()),
      /** Symbols of the replaced modules, and how many of them the new ones lack or have with another CRC. */
      exports: count,
      removed: count,
      changed: count,
      /** In-tree modules that were looked at. */
      modules: count,
      importers: z.array(
        z.strictObject({
          module: z.string(),
          symbols,
          verdict: z.enum(LOAD_VERDICTS),
          mismatched: symbols,
          missing: symbols,
        }),
      ),
    }),
  ),
  /** How many builds of the modules, as one driver, the kernels of an architecture take. Kernels are PRODUCT/RELEASE/VARIANT. */
  plans: z.array(
    z.strictObject({
      arch: z.string(),
      /** Those that serve most first; every kernel that can be served is in exactly one. */
      groups: z.array(z.strictObject({ builtFor: z.string(), serves: z.array(z.string()) })),
      isFewest: z.boolean(),
      /** Kernels that no build with these imports serves, and what they lack. */
      impossible: z.array(z.strictObject({ kernel: z.string(), symbols })),
      unknown: z.array(z.string()),
      /** Updates on file between kernels that can be served, and how many of them needed a new build. */
      updates: z.strictObject({ all: count, needed: count }),
    }),
  ),
  /** What the texts among the inputs were found to tell, in the order of the inputs. */
  diagnoses: z.array(diagnosisReportSchema),
  problems: z.array(problemReportSchema),
});
export type CheckReport = z.infer<typeof checkReportSchema>;

/** `kabi import --format json` */
export const importReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/import/1'),
  /** Null if nothing could be imported; the problems say why. */
  document: z
    .strictObject({
      collection: z.enum(['discussions', 'notes']),
      id: z.string(),
      kind: z.enum(['thread', 'proposal', 'note']),
      /** The file that holds the entry. */
      path: z.string(),
      status: z.enum(INGEST_STATUSES),
      /** Mails of a thread. */
      messages: count,
      /** Records that were recognised in tables. */
      interfaces: count,
      modules: count,
      /** Names that the document has, of symbols that a release on file exports. */
      symbols: z.array(z.string()),
    })
    .nullable(),
  problems: z.array(problemReportSchema),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** `kabi build --format json` */
export const buildReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/build/1'),
  products: count,
  snapshots: count,
  /** Files below content/generated/; these and `site` are missing if the content is at fault and nothing was built. */
  written: count.optional(),
  removed: count.optional(),
  site: z.enum(['built', 'unchanged', 'skipped']).optional(),
  problems: z.array(problemReportSchema),
});
export type BuildReport = z.infer<typeof buildReportSchema>;

/** `kabi lint --format json` */
export const lintReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/lint/1'),
  /** What was checked. */
  products: count,
  drivers: count,
  policies: count,
  lists: count,
  rules: count,
  documents: count,
  /** Findings that content/lint-exceptions.yaml knows of. */
  excepted: count,
  problems: z.array(problemReportSchema),
});
export type LintReport = z.infer<typeof lintReportSchema>;

/** `kabi fsck --format json` */
export const fsckReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/fsck/1'),
  checked: z.enum(['content', 'site']),
  folder: z.string(),
  /** Compared with their hash. */
  files: count,
  /** Of content; null for a site. */
  snapshots: count.nullable(),
  problems: z.array(problemReportSchema),
});
export type FsckReport = z.infer<typeof fsckReportSchema>;

/** `kabi measure --format json` */
export const measureReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/measure/1'),
  lists: z.array(measuredListSchema),
  problems: z.array(problemReportSchema),
});

/** `kabi notes --format json` */
export const notesReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/notes/1'),
  product: z.string(),
  title: z.string(),
  release: z.string(),
  /** Day of the newest snapshot. */
  built: z.iso.date().nullable(),
  /** The releases that the notes cover, oldest first. */
  covers: z.array(z.string()),
  variants: z.array(
    z.strictObject({
      variant: variantSchema,
      exports: count,
      /** Null for the oldest release on file; then the fields below are missing. */
      before: z.strictObject({ product: z.string(), release: z.string() }).nullable(),
      summary: compareReportSchema.shape.summary.optional(),
      /** Symbols on both sides. */
      common: count.optional(),
      removed: symbols.optional(),
      /** What the causes were told from; missing, with the next two, if types are not on file on both sides. */
      types: compareReportSchema.shape.types,
      /** Largest reach first. */
      causes: z
        .array(
          z.strictObject({
            kind: changedTypeFields.kind,
            name: changedTypeFields.name,
            scopes: changedTypeFields.scopes,
            class: changedTypeFields.class,
            sentence: changedTypeFields.sentence,
            symbols: count,
            nearest: count,
          }),
        )
        .optional(),
      unexplained: symbols.optional(),
      /** Under the promise in force; null if none is on file. */
      promise: z
        .strictObject({
          /** `<vendor>/<policy>` */
          policy: z.string(),
          keeps: z.enum(KEEPS),
          /** Changed symbols by their gravest verdict. */
          symbols: z.record(z.enum(VERDICTS), count),
          /** Common symbols that are promised, or may be, and whose CRCs cannot be compared. */
          notComparable: count,
          breaking: symbols,
        })
        .nullable()
        .optional(),
      /** The newest build of each registered driver for the release before or an older one. */
      drivers: z
        .array(
          z.strictObject({
            name: z.string(),
            title: z.string(),
            builtFor: z.string(),
            verdict: z.enum(LOAD_VERDICTS),
            /** Behind the verdict. */
            symbols: count,
            imports: count,
            /** What the update does to the driver as it is built for the release before. */
            update: z.strictObject({ verdict: z.enum(LOAD_VERDICTS), symbols: count }),
          }),
        )
        .optional(),
      /** How many of the modules that the release before brings along are what here; null if they are not on file. */
      inTree: z.record(z.enum(LOAD_VERDICTS), count).nullable().optional(),
    }),
  ),
  /** Variants of the product of which this release has no snapshot on file. */
  notOnFile: z.array(variantSchema),
  /** Sentences. */
  whatToDo: z.array(z.string()),
  problems: z.array(problemReportSchema),
});
export type NotesReport = z.infer<typeof notesReportSchema>;
