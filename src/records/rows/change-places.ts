import { z } from 'zod';
import { jsonFile } from './row-file.ts';

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
