import { z } from 'zod';
import { variantField } from '../../kernel/variant-field.ts';
import { listSchema, policyFields } from '../../policy/record.ts';
import { releasePromiseSchema } from './promise.ts';
import { releaseRef } from '../../history/release-ref.ts';
import { vendorFields } from '../../policy/record.ts';
import { wholeNumber } from '../../base/schemas.ts';

const { files } = listSchema.shape;
const publishedList = listSchema.extend({
  files: z.array(files.unwrap().element.extend({ variants: z.array(variantField) })),
});

/** policies/<vendor>.md; the body is what people wrote about vendor and policies. */
export const vendorEntrySchema = vendorFields.extend({
  name: z.string(),
  /** Oldest first, proposals last. */
  policies: z.array(
    policyFields.extend({
      vendor: z.string(),
      id: z.string(),
      list: publishedList.optional(),
      /** The covered products that are on file. */
      products: z.array(z.object({ name: z.string(), title: z.string() })),
      /** Names on the lists on file. */
      listed: wholeNumber,
      /** Modules that these lists name as their reasons, and for how many symbols. */
      requiredBy: z.array(z.object({ module: z.string(), symbols: wholeNumber })),
      /** Rules on file. */
      ruled: wholeNumber,
    }),
  ),
  /** Promise against practice, newest release first. */
  practice: z.array(releasePromiseSchema.extend({ after: releaseRef })),
});

export type VendorEntry = z.infer<typeof vendorEntrySchema>;

export type PolicyEntry = VendorEntry['policies'][number];
