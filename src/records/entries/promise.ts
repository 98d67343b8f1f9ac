import { z } from 'zod';
import { CHANGE_KINDS } from '../../kernel/change.ts';
import { KEEPS } from '../../policy/promise.ts';
import { OUTCOMES } from '../../policy/practice.ts';
import { PROTECTED_SETS } from '../../policy/promise.ts';
import { TRANSITIONS } from '../../policy/promise.ts';
import { documentSchema } from '../../policy/record.ts';
import { policyRef } from '../../policy/policy-ref.ts';
import { prose } from '../../base/prose.ts';
import { releaseRef } from '../../history/release-ref.ts';
import { verdictCountsSchema } from '../../policy/what-if-record.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { variantField } from '../../kernel/variant-field.ts';

/** What one variant of a release is under the promise in force. */
export const judgedVariantSchema = z.object({
  variant: variantField,
  kinds: z.record(z.enum(CHANGE_KINDS), verdictCountsSchema),
  /** Symbols by their gravest verdict. */
  symbols: verdictCountsSchema,
  /** Common symbols that are promised, or may be, and whose CRCs cannot be compared. */
  notComparable: wholeNumber,
  outcome: z.enum(OUTCOMES),
  /** The rules that decided. */
  rules: z.array(
    z.object({
      /** `lists/severities:12` */
      place: z.string(),
      pattern: z.string(),
      passes: z.boolean(),
      comment: z.string().nullable(),
      changes: wholeNumber,
    }),
  ),
});

export type JudgedVariant = z.infer<typeof judgedVariantSchema>;

export const releasePromiseSchema = z.object({
  policy: policyRef,
  before: releaseRef,
  transition: z.enum(TRANSITIONS),
  keeps: z.enum(KEEPS),
  protects: z.enum(PROTECTED_SETS),
  verified: z.boolean(),
  text: prose,
  source: documentSchema,
  variants: z.array(judgedVariantSchema),
});

export type ReleasePromise = z.infer<typeof releasePromiseSchema>;
