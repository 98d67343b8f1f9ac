import { z } from 'zod';
import { LOAD_VERDICTS } from '../../load/verdict.ts';
import type { RowFile } from './row-file.ts';
import { jsonFile } from './row-file.ts';
import { variantField } from '../../kernel/variant-field.ts';

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
