import { z } from 'zod';
import { symbolList, wholeNumber } from '../../base/schemas.ts';

const kernel = z.object({ product: z.string(), release: z.string(), arch: z.string(), flavour: z.string() });

/** How many builds of a driver the kernels of an architecture take (src/load/builds/build-plan.ts). */
export const buildPlanSchema = z.object({
  groups: z.array(z.object({ builtFor: kernel, serves: z.array(kernel) })),
  isFewest: z.boolean(),
  impossible: z.array(z.object({ id: kernel, symbols: symbolList })),
  unknown: z.array(z.object({ id: kernel, reasons: z.array(z.string()) })),
  updates: z.object({ all: wholeNumber, needed: wholeNumber }),
});

export type BuildPlanRow = z.infer<typeof buildPlanSchema>;
