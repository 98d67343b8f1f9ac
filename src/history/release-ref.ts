import { z } from 'zod';

/** Which release is meant, wherever one is named. */
export const releaseRef = z.object({ product: z.string(), title: z.string(), release: z.string() });
export type ReleaseRef = z.infer<typeof releaseRef>;
