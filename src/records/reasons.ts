/** Why a driver has to be rebuilt: part of the contract of schema/generated.ts. */
import { z } from 'zod';

/** A type that changed, as `struct net_device`, or none for symbols whose own declaration did; how many symbols are nearest to it. */
export const reasonSchema = z.tuple([z.string(), z.int().nonnegative()]);
export type Reason = z.infer<typeof reasonSchema>;
