import { z } from 'zod';
import { CAUSE_CLASSES } from '../../types/diff/cause.ts';
import { CRC_GENERATORS } from '../../kernel/export.ts';
import { TYPE_SOURCES } from '../../types/table/table.ts';
import { UNEXPLAINED_REASONS } from '../../types/diff/cause.ts';
import { releaseRef } from '../../history/release-ref.ts';
import { rustSchema, summarySchema } from '../summary.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { UNVERSIONED_SIDES } from '../../history/diff.ts';
import { variantField } from '../../kernel/variant-field.ts';

/** Why the CRCs of one variant changed, in numbers. */
export const causesSummarySchema = z.object({
  variant: variantField,
  source: z.enum(TYPE_SOURCES),
  exact: z.boolean(),
  causes: z.record(z.enum(CAUSE_CLASSES), wholeNumber),
  explained: wholeNumber,
  /** Of changed symbols, by why they are unexplained. */
  unexplained: z.record(z.enum(UNEXPLAINED_REASONS), wholeNumber),
  hidden: wholeNumber,
  /** The one with the largest reach, in a few words; null if there is none. */
  first: z.string().nullable(),
  /** The name of the one that is nearest to most changed symbols; null if there is none. */
  nearest: z.string().nullable(),
});

export type CausesSummary = z.infer<typeof causesSummarySchema>;

/** compares/<product>/<a>..<b>.md; the body is the finding, in words. */
export const compareEntrySchema = z.object({
  /** Of the row data beside it, so that the entry stands for both. */
  rowsSha256: z.string(),
  /** Day of the newer snapshot. */
  built: z.iso.date().nullable(),
  before: releaseRef,
  after: releaseRef,
  finding: z.string(),
  /** Of the variants of which types are on file on both sides. */
  causes: z.array(causesSummarySchema),
  /** Of the rows of causes beside it; null if there are none. */
  causesSha256: z.string().nullable(),
  variants: z.array(
    z.object({
      variant: variantField,
      exports: z.tuple([wholeNumber, wholeNumber]),
      crcGenerators: z.tuple([z.enum(CRC_GENERATORS), z.enum(CRC_GENERATORS)]),
      common: wholeNumber,
      summary: summarySchema,
      /** Of the symbols that were added and removed, those of Rust. */
      rust: rustSchema,
      /** As in releases. */
      unversioned: z.enum(UNVERSIONED_SIDES).nullable(),
    }),
  ),
});

export type CompareEntry = z.infer<typeof compareEntrySchema>;
