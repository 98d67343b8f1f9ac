/** What is generated of the modules in kernels' own trees: part of the contract of schema/generated.ts. */
import { z } from 'zod';
import { LOAD_VERDICTS } from '../load/verdict.ts';
import { reasonSchema, type Reason } from './reasons.ts';

const count = z.int().nonnegative();

/** What became of the modules of one release on the next one, in one variant. */
export const inTreeFindingSchema = z.object({
  variant: z.string(),
  /** The release before, of the same product. */
  before: z.string(),
  /** Number of its modules per verdict; null if its modules are not on file. */
  counts: z.record(z.enum(LOAD_VERDICTS), count).nullable(),
  /** Those with the most symbols behind their verdict, the gravest verdict first. */
  first: z.array(z.object({ name: z.string(), verdict: z.enum(LOAD_VERDICTS), symbols: count })),
  /** Types that changed while no CRC did, each with the number of modules whose imports reach it. */
  hidden: z.array(reasonSchema).optional(),
  /** Of the rows beside it, so that the entry stands for both. */
  rowsSha256: z.string(),
});
export type InTreeFinding = z.infer<typeof inTreeFindingSchema>;

/** rows/in-tree/<product>/<release>.json: per variant, every module of the release before that does not load here. */
export const inTreeRowsSchema = z.array(
  z.object({
    variant: z.string(),
    before: z.string(),
    modules: z.array(
      z.object({
        name: z.string(),
        path: z.string(),
        verdict: z.enum(LOAD_VERDICTS),
        /** Behind the verdict, separated by blanks. */
        symbols: z.string(),
      }),
    ),
  }),
);
export type InTreeRows = z.infer<typeof inTreeRowsSchema>;

/** rows/in-tree-names.json: those modules by name, each with its path in the newest kernel that has it. */
export const inTreeNamesSchema = z.array(z.object({ name: z.string(), path: z.string() }));
export type InTreeNames = z.infer<typeof inTreeNamesSchema>;

/** rows/in-tree.ndjson, a line each: a module that some kernel on file has in its tree. */
export interface InTreeDriver {
  readonly name: string;
  readonly variants: readonly InTreeDriverVariant[];
}

export interface InTreeDriverVariant {
  /** Index into HistoryTable.variants. */
  readonly variant: number;
  /** In the tree of the newest kernel that has it, without `.ko`. */
  readonly path: string;
  /** What it imports in the newest build of the variant, separated by blanks; empty if that has no such module. */
  readonly symbols: string;
  /** Oldest first. */
  readonly builds: readonly InTreeDriverBuild[];
}

export interface InTreeDriverBuild {
  /** Index into the variant's releases. */
  readonly release: number;
  readonly imports: number;
  /** Per release of the variant: index into LOAD_VERDICTS, number of symbols behind it. */
  readonly cells: readonly (readonly [verdict: number, symbols: number])[];
  /** The symbols behind the verdict on the next release, separated by blanks; null if there is none. */
  readonly behind: string | null;
  /** Causes nearest to those symbols. */
  readonly causes?: readonly Reason[];
  /** Types that its imports reach and that changed on the next release while no CRC did. */
  readonly hidden?: readonly string[];
}

/** rows/in-tree-importers.json: which modules of the newest kernels with modules on file import a symbol. */
export const inTreeImportersSchema = z.object({
  /** One per product: its newest release with modules on file, over all variants. */
  kernels: z.array(z.object({ product: z.string(), title: z.string(), release: z.string() })),
  /** Names of modules, sorted. */
  modules: z.array(z.string()),
  /** Per symbol and kernel: indices into `modules` in base 36, separated by blanks. */
  symbols: z.record(z.string(), z.array(z.string())),
});
export type InTreeImporters = z.infer<typeof inTreeImportersSchema>;

/** rows/import-updates.json: how often the CRC of a symbol that an in-tree module imports changed, per variant name. */
export const importUpdatesSchema = z.object({
  variants: z.array(z.string()),
  /** In the order of `variants`: updates that can be compared, and those that changed the CRC; null where there is none. */
  symbols: z.record(z.string(), z.array(z.tuple([count, count]).nullable())),
});
export type ImportUpdates = z.infer<typeof importUpdatesSchema>;
