import { z } from 'zod';
import { CAUSE_CLASSES } from '../../types/diff/cause.ts';
import type { Edit } from '../../types/diff/cause.ts';
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
