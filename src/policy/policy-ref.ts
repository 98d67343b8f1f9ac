import { z } from 'zod';
import { prose } from '../base/prose.ts';

/** A policy, wherever one is named. */
export const policyRef = z.object({ vendor: z.string(), id: z.string(), title: prose });
export type PolicyRef = z.infer<typeof policyRef>;
