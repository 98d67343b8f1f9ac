import { z } from 'zod';
import { jsonFile } from './row-file.ts';
import { wholeNumber } from '../../base/schemas.ts';

/** rows/prototypes.json: how the types on file declare each export. */
export const prototypesSchema = z.object({
  /**
   * Where a prototype is known. Thousands of symbols share each of these lists. In releases `from` to `to` of a variant
   * (indices into HistoryTable.variants and into the variant's releases) it is the text `text` of the symbol.
   */
  spans: z.array(
    z.array(z.object({ variant: wholeNumber, from: wholeNumber, to: wholeNumber, text: wholeNumber })),
  ),
  /** By symbol: index into `spans`, then its prototypes, each once: `int register_netdev(struct net_device *);`. */
  symbols: z.record(z.string(), z.tuple([wholeNumber], z.string())),
});

export type Prototypes = z.infer<typeof prototypesSchema>;

export const PROTOTYPES = jsonFile('prototypes.json', prototypesSchema);
