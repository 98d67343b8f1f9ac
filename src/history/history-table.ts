/** Which products, releases and variants are on file: what the indices in rows mean. */
import { z } from 'zod';
import { CRC_GENERATORS } from '../kernel/export.ts';
import { COVERAGES } from '../kernel/snapshot.ts';

const count = z.int().nonnegative();

/** rows/history.json: what the indices in the symbol rows mean. */
export const historyTableSchema = z.object({
  /** A followed product comes before those that follow it; `follows` is its index. */
  products: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      releases: z.array(z.string()),
      /** Day of the newest snapshot of each of those releases. */
      built: z.array(z.iso.date().nullable()),
      follows: count.nullable(),
    }),
  ),
  variants: z.array(
    z.object({
      product: count,
      name: z.string(),
      /** Indices into the product's releases, of those with a snapshot on file. */
      releases: z.array(count),
      /** What computed the CRCs of each of those releases. */
      generators: z.array(z.enum(CRC_GENERATORS)),
      /** Which of a kernel's exports are on file, by release; absent: all, of each. */
      coverages: z.array(z.enum(COVERAGES)).optional(),
      /** What the modules of each of them say of it; null where they are not on file. */
      vermagics: z.array(z.string().nullable()),
    }),
  ),
  attributes: z.array(z.object({ module: z.string(), type: z.string(), namespace: z.string() })),
});
export type HistoryTable = z.infer<typeof historyTableSchema>;
