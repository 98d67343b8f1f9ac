import { z } from 'zod';
import { ORIGIN_DEGREES, ORIGIN_REASONS } from '../types/cause/origins.ts';

/** A change of a package's changelog that made a cause. */
export const originSchema = z.object({
  title: z.string(),
  /** The upstream release that it came with; null: the distribution's own, or not told. */
  upstream: z.string().nullable(),
  /** Of the package. */
  version: z.string(),
  cves: z.array(z.string()),
  degree: z.enum(ORIGIN_DEGREES),
  reason: z.enum(ORIGIN_REASONS),
  /** The word that told. */
  word: z.string(),
});
