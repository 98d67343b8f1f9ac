import { z } from 'zod';
import { jsonFile } from './row-file.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { originSchema } from '../origin.ts';

/** rows/why.json: why symbols changed, for their own pages. */
export const whySchema = z.object({
  updates: z.array(
    z.object({
      product: z.string(),
      release: z.string(),
      /** By cause, of a symbol's own declaration by symbol: the likeliest change that made it, where a changelog tells. */
      origins: z.record(z.string(), originSchema).optional(),
    }),
  ),
  /**
   * By symbol, newest first: index into `updates`, and the types on the way to the cause, the cause last: `struct sk_buff`.
   * None: its own declaration changed. Of several variants the first that has an explanation.
   */
  symbols: z.record(z.string(), z.array(z.tuple([wholeNumber, z.array(z.string())]))),
});

export type WhyRows = z.infer<typeof whySchema>;

export const WHY = jsonFile('why.json', whySchema);
