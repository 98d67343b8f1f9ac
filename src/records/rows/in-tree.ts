import { z } from 'zod';
import type { Reason } from '../reasons.ts';
import { jsonFile, linesFile, type RowFile } from './row-file.ts';
import { LOAD_VERDICTS } from '../../load/verdict.ts';
import { variantField } from '../../kernel/variant-field.ts';

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

export const IN_TREE_DRIVERS = linesFile<InTreeDriver>('in-tree.ndjson', ({ name }) => name);
export const IN_TREE_NAMES = jsonFile('in-tree-names.json', inTreeNamesSchema);

/** rows/in-tree/<product>/<release>.json: per variant, every module of the release before that does not load here. */
export const inTreeRowsSchema = z.array(
  z.object({
    variant: variantField,
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

/** @param name `<product>/<release>` */
export function inTreeRowsFile(name: string): RowFile<InTreeRows> {
  return jsonFile(`in-tree/${name}.json`, inTreeRowsSchema);
}
