import { z } from 'zod';
import { COVERAGES } from '../../kernel/snapshot.ts';
import { productDateSchema } from '../../history/product.ts';
import { releaseRef } from '../../history/release-ref.ts';
import { rustSchema, summarySchema } from '../summary.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { variantField } from '../../kernel/variant-field.ts';

/** products/<product>.md; the body is product.yaml's `about`. */
export const productEntrySchema = z.object({
  name: z.string(),
  title: z.string(),
  vendor: z.string(),
  summary: z.string(),
  homepage: z.url().nullable(),
  follows: z.object({ name: z.string(), title: z.string() }).nullable(),
  followedBy: z.array(z.object({ name: z.string(), title: z.string() })),
  sources: z.array(z.object({ title: z.string(), url: z.url(), read: z.string() })),
  /** Earliest first. */
  dates: z.array(productDateSchema),
  variants: z.array(variantField),
  /** Oldest first. */
  releases: z.array(
    z.object({
      release: z.string(),
      version: z.string().nullable(),
      built: z.iso.date().nullable(),
      finding: z.string(),
      /** In the order of `variants`; null where no snapshot is on file. */
      variants: z.array(
        z
          .object({
            exports: wholeNumber,
            /** Which of the kernel's exports these are; absent: all. */
            coverage: z.enum(COVERAGES).optional(),
            before: releaseRef.nullable(),
            summary: summarySchema.nullable(),
            /** Of the symbols that were added and removed, those of Rust. */
            rust: rustSchema,
          })
          .nullable(),
      ),
    }),
  ),
});

export type ProductEntry = z.infer<typeof productEntrySchema>;
