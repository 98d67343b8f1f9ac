/** What `kabi build` writes of policies, and the pages read. */
import { z } from 'zod';
import { CHANGE_KINDS } from '../kernel/change.ts';
import { OUTCOMES } from '../policy/practice.ts';
import { KEEPS, PROTECTED_SETS, TRANSITIONS } from '../policy/promise.ts';
import { documentSchema, policyFields, vendorFields } from '../policy/record.ts';
import { prose } from '../base/prose.ts';
import { releaseRef } from '../history/release-ref.ts';
import { verdictCountsSchema } from '../policy/what-if-record.ts';
import { policyRef } from '../policy/policy-ref.ts';

const count = z.int().nonnegative();

/** What one variant of a release is under the promise in force. */
const judgedVariantSchema = z.object({
  variant: z.string(),
  kinds: z.record(z.enum(CHANGE_KINDS), verdictCountsSchema),
  /** Symbols by their gravest verdict. */
  symbols: verdictCountsSchema,
  /** Common symbols that are promised, or may be, and whose CRCs cannot be compared. */
  notComparable: count,
  outcome: z.enum(OUTCOMES),
  /** The rules that decided. */
  rules: z.array(
    z.object({
      /** `lists/severities:12` */
      place: z.string(),
      pattern: z.string(),
      passes: z.boolean(),
      comment: z.string().nullable(),
      changes: count,
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

/** policies/<vendor>.md; the body is what people wrote about vendor and policies. */
export const vendorEntrySchema = vendorFields.extend({
  name: z.string(),
  /** Oldest first, proposals last. */
  policies: z.array(
    policyFields.extend({
      vendor: z.string(),
      id: z.string(),
      /** The covered products that are on file. */
      products: z.array(z.object({ name: z.string(), title: z.string() })),
      /** Names on the lists on file. */
      listed: count,
      /** Modules that these lists name as their reasons, and for how many symbols. */
      requiredBy: z.array(z.object({ module: z.string(), symbols: count })),
      /** Rules on file. */
      ruled: count,
    }),
  ),
  /** Promise against practice, newest release first. */
  practice: z.array(releasePromiseSchema.extend({ after: releaseRef })),
});
export type VendorEntry = z.infer<typeof vendorEntrySchema>;
export type PolicyEntry = VendorEntry['policies'][number];

/** what-if/<product>/<a>..<b>.md */
export const whatIfEntrySchema = z.object({
  rowsSha256: z.string(),
  before: releaseRef,
  after: releaseRef,
  built: z.iso.date().nullable(),
  transition: z.enum(TRANSITIONS),
});
export type WhatIfEntry = z.infer<typeof whatIfEntrySchema>;
