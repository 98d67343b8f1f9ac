/** How files and published JSON write down a variant: as `{ arch, flavour }`, never as the name that stands for it in memory. */
import { z } from 'zod';
import { parseVariantName, variantName } from './variant.ts';

export const variantSchema = z.strictObject({ arch: z.string(), flavour: z.string() });

/** Reads `{ arch, flavour }` into the variant's name, by which everything in memory is found, and writes it back. */
export const variantField = z.codec(variantSchema, z.string(), {
  decode: variantName,
  encode: parseVariantName,
});
