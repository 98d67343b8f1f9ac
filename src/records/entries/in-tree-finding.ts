import { z } from 'zod';
import { LOAD_VERDICTS } from '../../load/verdict.ts';
import { reasonSchema } from '../reasons.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { variantField } from '../../kernel/variant-field.ts';

/** What became of the modules of one release on the next one, in one variant. */
export const inTreeFindingSchema = z.object({
  variant: variantField,
  /** The release before, of the same product. */
  before: z.string(),
  /** Number of its modules per verdict; null if its modules are not on file. */
  counts: z.record(z.enum(LOAD_VERDICTS), wholeNumber).nullable(),
  /** Those with the most symbols behind their verdict, the gravest verdict first. */
  first: z.array(z.object({ name: z.string(), verdict: z.enum(LOAD_VERDICTS), symbols: wholeNumber })),
  /** Types that changed while no CRC did, each with the number of modules whose imports reach it. */
  hidden: z.array(reasonSchema).optional(),
  /** Of the rows beside it, so that the entry stands for both. */
  rowsSha256: z.string(),
});

export type InTreeFinding = z.infer<typeof inTreeFindingSchema>;
