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

/** Where the rows of a module are: on a page below the comparison's, or divided among several. */
const changePlaceSchema = z.object({
  path: z.string(),
  /** Of a module that is divided: where each part begins. */
  parts: z.array(z.object({ path: z.string(), from: z.string() })),
});

/**
 * rows/change-places.json: by the name of a comparison (`debian-12/6.1.0-53..6.1.0-54`) and by module, of those modules whose
 * rows are not on the comparison's own page.
 */
const changePlacesSchema = z.record(z.string(), z.record(z.string(), changePlaceSchema));

export type ChangePlaces = z.infer<typeof changePlacesSchema>;

export const CHANGE_PLACES = jsonFile('change-places.json', changePlacesSchema);
