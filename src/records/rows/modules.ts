import { z } from 'zod';
import type { RowFile } from './row-file.ts';
import { jsonFile } from './row-file.ts';
import { modulePath } from '../../addresses/urls.ts';
import { summarySchema } from '../summary.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { variantField } from '../../kernel/variant-field.ts';

export const moduleAbout = z.object({
  module: z.string(),
  /** Its name as a driver, where it has a page as one. */
  driver: z.string().nullable(),
  /** Day of the newest snapshot that has the module. */
  built: z.iso.date().nullable(),
  /** Symbols that it exports in any newest release, and ever. */
  current: wholeNumber,
  ever: wholeNumber,
  /** Changes over all updates and variants on file. */
  changes: summarySchema,
});

/** rows/modules/<module>.json */
export const moduleRowsSchema = z.object({
  about: moduleAbout,
  products: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      variants: z.array(variantField),
      /** Newest first; per variant the number of exports and the changes, null where not on file. */
      releases: z.array(
        z.object({
          release: z.string(),
          variants: z.array(z.object({ exports: wholeNumber, summary: summarySchema.nullable() }).nullable()),
        }),
      ),
    }),
  ),
  size: wholeNumber,
  /** As formatProvidedRows writes them. */
  symbols: z.string(),
});

export type ModuleRows = z.infer<typeof moduleRowsSchema>;

export type ModuleEntry = z.infer<typeof moduleAbout>;

/** What the page of all modules lists, in the order of their paths. */
export const MODULES = jsonFile('modules.json', z.array(moduleAbout));

export function moduleRowsFile(module: string): RowFile<ModuleRows> {
  return jsonFile(`modules/${modulePath(module)}.json`, moduleRowsSchema);
}
