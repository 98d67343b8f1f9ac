import { z } from 'zod';
import { STATUSES, TRANSITIONS, WAIVERS } from './promise.ts';
import { VERDICTS } from './verdict.ts';
import { prose } from '../base/prose.ts';

/**
 * Which list a policy was judged with: its own for these builds, its own for others, the symbols that registered drivers
 * import in place of one that is not on file, or none.
 */
export const LIST_BASES = ['own', 'other', 'drivers', 'none'] as const;
export type ListBasis = (typeof LIST_BASES)[number];

const count = z.int().nonnegative();

export const verdictCountsSchema = z.record(z.enum(VERDICTS), count);

const variantSchema = z.object({
  variant: z.string(),
  /** How many symbols changed in any way. */
  symbols: count,
  /** Common symbols whose CRCs cannot be compared. */
  notComparable: count,
  /** Registered drivers that import a symbol that went or changed its CRC. */
  drivers: z.array(z.string()),
  outcomes: z.array(
    z.object({
      /** Symbols by their gravest verdict. */
      symbols: verdictCountsSchema,
      /** Registered drivers to rebuild if what is breaking had been kept out. */
      drivers: count,
    }),
  ),
});
export type WhatIfVariant = z.infer<typeof variantSchema>;

const policySchema = z.object({
  /** `<vendor>/<id>` */
  policy: z.string(),
  title: prose,
  status: z.enum(STATUSES),
  waiver: z.enum(WAIVERS),
  /** In the order of the variants. */
  variants: z.array(
    z.object({
      basis: z.enum(LIST_BASES),
      /** Index into the outcomes of the variant, for each transition that the pair could stand for. */
      cells: z.partialRecord(z.enum(TRANSITIONS), count),
    }),
  ),
});
export type WhatIfPolicy = z.infer<typeof policySchema>;

/** rows/what-if/<product>/<a>..<b>.json, and the JSON beside the page. */
export const whatIfSchema = z.object({
  schema: z.literal('kabi-reports/what-if/1'),
  /** What the pair is: the column that applies to it. */
  transition: z.enum(TRANSITIONS),
  variants: z.array(variantSchema),
  policies: z.array(policySchema),
});
export type WhatIfRows = z.infer<typeof whatIfSchema>;
