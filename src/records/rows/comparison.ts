import { z } from 'zod';
import type { RowFile } from './row-file.ts';
import { jsonFile } from './row-file.ts';
import { summarySchema } from '../summary.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { variantField } from '../../kernel/variant-field.ts';

/** rows/compares/<product>/<a>..<b>.json: what changed, per provider module. */
export const compareRowsSchema = z.object({
  variants: z.array(variantField),
  modules: z.array(
    z.object({
      module: z.string(),
      /** In the order of `variants`. */
      counts: z.array(summarySchema),
      size: wholeNumber,
      /** As formatChangeRows writes them. */
      rows: z.string(),
    }),
  ),
});

export type CompareRows = z.infer<typeof compareRowsSchema>;

/** @param name `<product>/<a>..<b>` */
export function compareRowsFile(name: string): RowFile<CompareRows> {
  return jsonFile(`compares/${name}.json`, compareRowsSchema);
}
