import { z } from 'zod';
import { jsonFile } from './row-file.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { variantField } from '../../kernel/variant-field.ts';

/** rows/import-updates.json: how often the CRC of a symbol that an in-tree module imports changed, per variant name. */
export const importUpdatesSchema = z.object({
  variants: z.array(variantField),
  /** In the order of `variants`: updates that can be compared, and those that changed the CRC; null where there is none. */
  symbols: z.record(z.string(), z.array(z.tuple([wholeNumber, wholeNumber]).nullable())),
});

export type ImportUpdates = z.infer<typeof importUpdatesSchema>;

export const IMPORT_UPDATES = jsonFile('import-updates.json', importUpdatesSchema);
