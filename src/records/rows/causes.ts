import { z } from 'zod';
import { CAUSE_CLASSES } from '../../types/diff/cause.ts';
import type { Edit } from '../../types/diff/cause.ts';
import type { Advice } from '../../types/keep/advice.ts';
import type { KeepPlan } from '../../types/keep/plan.ts';
import type { RowFile } from './row-file.ts';
import { TYPE_SOURCES } from '../../types/table/table.ts';
import { UNEXPLAINED_REASONS } from '../../types/diff/cause.ts';
import { jsonFile } from './row-file.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { originSchema } from '../origin.ts';
import { variantField } from '../../kernel/variant-field.ts';

export const causeKind = z.enum(['struct', 'union', 'enum', 'typedef', 'function', 'variable']);

/** A type, or the declaration of an export, that is another one in the newer build. */
export const changedTypeSchema = z.object({
  kind: causeKind,
  name: z.string(),
  scopes: z.array(z.string()),
  class: z.enum(CAUSE_CLASSES),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** As the build found them. */
  edits: z.array(z.custom<Edit>()),
});

/** rows/causes/<product>/<a>..<b>.json: per variant why symbols changed, and what no CRC shows. */
export const causeRowsSchema = z.array(
  z.object({
    variant: variantField,
    source: z.enum(TYPE_SOURCES),
    exact: z.boolean(),
    /** By reach, largest first. */
    causes: z.array(
      changedTypeSchema.extend({
        symbols: wholeNumber,
        nearest: wholeNumber,
        /** The changes that made it, the likeliest first; absent if the changelog of the update is not on file. */
        origins: z.array(originSchema).optional(),
        /** In-tree modules that import one of the symbols; null if they are not on file. */
        modules: wholeNumber.nullable(),
        /** Names of registered drivers that do. */
        drivers: z.array(z.string()),
      }),
    ),
    /** Types that causes carried along. */
    consequences: z.array(
      z.object({ kind: causeKind, name: z.string(), detail: z.string(), because: z.array(z.string()) }),
    ),
    explained: wholeNumber,
    unexplained: z.array(z.object({ symbol: z.string(), reason: z.enum(UNEXPLAINED_REASONS) })),
    hidden: z.array(
      changedTypeSchema.extend({
        symbols: z.array(z.string()),
        /** In-tree modules that import one of them; null if they are not on file. */
        modules: wholeNumber.nullable(),
        isCompatible: z.boolean(),
      }),
    ),
  }),
);

export type CauseRows = z.infer<typeof causeRowsSchema>;

export type CauseRow = CauseRows[number]['causes'][number];

/** @param name `<product>/<a>..<b>` */
export function causeRowsFile(name: string): RowFile<CauseRows> {
  return jsonFile(`causes/${name}.json`, causeRowsSchema);
}

/** rows/keep/<product>/<a>..<b>.json: per variant what would have kept its kABI. */
export const keepRowsSchema = z.array(
  z.object({
    variant: z.string(),
    /** Whether each attribution is certain. */
    exact: z.boolean(),
    /** In the order of the causes of the update; `symbols` counts the changed exports that reach it. */
    causes: z.array(
      z.object({
        kind: causeKind,
        name: z.string(),
        scopes: z.array(z.string()),
        symbols: wholeNumber,
        /** As the build found it. */
        advice: z.custom<Advice>(),
      }),
    ),
    /** Which guards keep which exports; causes by their place. */
    keep: z.custom<KeepPlan>(),
    unexplained: wholeNumber,
    /** Registered drivers that import an export with a cause, with all causes that these reach. */
    drivers: z.array(z.object({ name: z.string(), imports: wholeNumber, causes: z.array(wholeNumber) })),
  }),
);

export type KeepRows = z.infer<typeof keepRowsSchema>;

/** @param name `<product>/<a>..<b>` */
export function keepRowsFile(name: string): RowFile<KeepRows> {
  return jsonFile(`keep/${name}.json`, keepRowsSchema);
}
