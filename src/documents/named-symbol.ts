import { z } from 'zod';
import { FOUND } from './standing.ts';
import { variantField } from '../kernel/variant-field.ts';

const symbolList = z.array(z.string());

/** How a symbol that a document names stands in the newest release of each product. */
export const namedSymbolSchema = z.object({
  symbol: z.string(),
  /** False if no release on file ever exported it: then it has no page. */
  isOnFile: z.boolean(),
  /** Exported names much like one that is not on file. */
  meant: symbolList,
  found: z.enum(FOUND),
  products: z.array(
    z.object({
      product: z.string(),
      variants: z.array(
        z.object({
          variant: variantField,
          module: z.string().nullable(),
          crc: z.enum(['same', 'changed', 'not-comparable', 'none']),
        }),
      ),
    }),
  ),
});
export type NamedSymbol = z.infer<typeof namedSymbolSchema>;
