import { z } from 'zod';
import { jsonFile } from './row-file.ts';
import { variantField } from '../../kernel/variant-field.ts';

/** rows/reserve.json: room for later members, per variant of which types are on file; of variants without any nothing. */
export const reserveRowsSchema = z.array(
  z.object({
    product: z.string(),
    title: z.string(),
    variant: variantField,
    /** Those with types on file, oldest first. */
    releases: z.array(z.string()),
    /** By kind and name, each from the first release in which it had any. */
    types: z.array(
      z.object({
        name: z.string(),
        /** Newest first, from one release to another; `left` and `used` name the reserved members. */
        runs: z.array(
          z.object({
            from: z.string(),
            to: z.string(),
            left: z.array(z.string()),
            /** Null if the source does not say. */
            bytesLeft: z.number().int().nullable(),
            used: z.array(z.string()),
          }),
        ),
      }),
    ),
  }),
);

export type ReserveRows = z.infer<typeof reserveRowsSchema>;

export const RESERVE = jsonFile('reserve.json', reserveRowsSchema);
