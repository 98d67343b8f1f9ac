/** What a document is called, when it was read, and how much of it. */
import { z } from 'zod';

/** Fields of a source. */
export const naming = {
  title: z.string().min(1),
  /** The same in the document's own language, if that is not English. */
  original: z.string().min(1).optional(),
};

/**
 * Where it was not read at its own address from beginning to end. `excerpt`: a part of it. `copy`: its text as others pass
 * it on. `named`: not read; another source says what stands there.
 */
export const EXTENTS = ['excerpt', 'copy', 'named'] as const;

/** Fields of a source. */
export const reading = {
  /** The day on which somebody read it, or what is said of its extent. */
  read: z.iso.date(),
  extent: z.enum(EXTENTS).optional(),
};
export type Reading = z.infer<z.ZodObject<typeof reading>>;
