import { z } from 'zod';
import { STATUSES, TRANSITIONS, WAIVERS } from './promise.ts';
import { VERDICTS } from './verdict.ts';
import { prose } from '../base/prose.ts';
import { variantField } from '../kernel/variant-field.ts';

/**
 * Which list a policy was judged with: its own for these builds, its own for other builds of the architecture, one that is not
 * on file and of which figures are, or none: then what depends on a list is unknown.
 */
export const LIST_BASES = ['own', 'other', 'measured', 'none'] as const;
export type ListBasis = (typeof LIST_BASES)[number];

const count = z.int().nonnegative();

export const verdictCountsSchema = z.record(z.enum(VERDICTS), count);

const variantSchema = z.object({
  variant: variantField,
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
      /** Registered drivers to rebuild if what is breaking had been kept out; null where a verdict is unknown. */
      drivers: count.nullable(),
    }),
  ),
});
export type WhatIfVariant = z.infer<typeof variantSchema>;

/** A list that is not on file, by whose figures policies were judged. */
const listSchema = z.object({
  id: z.string(),
  of: z.string(),
  /** The repository that has it, the commit that was read, and its day where it is known. */
  origin: z.string(),
  commit: z.string(),
  date: z.string().nullable(),
  files: z.array(z.object({ arch: z.string(), path: z.string(), sha256: z.string(), symbols: count })),
});
export type WhatIfList = z.infer<typeof listSchema>;

const policySchema = z.object({
  /** `<vendor>/<id>` */
  policy: z.string(),
  title: prose,
  status: z.enum(STATUSES),
  waiver: z.enum(WAIVERS),
  /** Whose figures it was judged by: an `id` of the lists. A policy with several lists has a row for each. */
  list: z.string().nullable(),
  /** The transitions of which it promises to keep what is on its list. */
  listed: z.array(z.enum(TRANSITIONS)),
  /** In the order of the variants. */
  variants: z.array(
    z.object({
      /** Null: the policy names no list. */
      basis: z.enum(LIST_BASES).nullable(),
      /**
       * Index into the outcomes of the variant, for each transition that the pair could stand for; missing where the policy
       * knows no such transition.
       */
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
  lists: z.array(listSchema),
});
export type WhatIfRows = z.infer<typeof whatIfSchema>;
