import { z } from 'zod';
import { TYPE_SOURCES } from '../../types/table/table.ts';
import { CONDITIONS, EFFORTS, GUARDS, OBSTACLES } from '../../types/keep/guards.ts';
import { causeKind } from '../rows/causes.ts';
import { compareReportSchema, problemReportSchema } from './reports.ts';

const count = z.int().nonnegative();

/** Offsets and sizes are bits. */
const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['hole', 'padding']), behind: z.string(), offset: count, bits: count }),
  z.strictObject({ kind: z.literal('union') }),
  z.strictObject({ kind: z.literal('reserve'), slot: z.string(), bits: count }),
]);

const step = z.union([
  z.strictObject({
    guard: z.enum(GUARDS),
    /** Members, enumerators or parameters that it is for; none if it is for the whole. */
    names: z.array(z.string()),
    /** What has to hold, and no definition tells; null if nothing. */
    condition: z.enum(CONDITIONS).nullable(),
    place: place.optional(),
  }),
  z.strictObject({ obstacle: z.enum(OBSTACLES), names: z.array(z.string()) }),
]);

/** `kabi keep --format json`: causes are named by their place in `causes`. */
export const keepReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/keep/1'),
  a: compareReportSchema.shape.a,
  b: compareReportSchema.shape.b,
  /** The file with the exports to keep; null: all. */
  list: z.string().nullable(),
  /** Whether each attribution is certain; if not, some guards may not be needed. */
  types: z.strictObject({ source: z.enum(TYPE_SOURCES), exact: z.boolean() }),
  /** Changed exports at hand that reach a cause, and what guards of each effort, and less, keep of them. */
  exports: count,
  keptUpTo: z.strictObject({ hidden: count, placed: count, beside: count }),
  causes: z.array(
    z.strictObject({
      kind: causeKind,
      name: z.string(),
      scopes: z.array(z.string()),
      symbols: count,
      effort: z.enum(EFFORTS),
      /** What guards it, edit by edit. */
      actions: z.array(step),
      heldBy: z.string().optional(),
      allocators: z.array(z.string()).optional(),
    }),
  ),
  /** The smallest set that keeps all that can be kept. */
  guards: z.array(count),
  /** What fewer guards keep. `atMost`: no set of this size keeps more. */
  stages: z.array(z.strictObject({ guards: z.array(count), kept: count, atMost: count })),
  /** Whether no step could keep more with as many guards. */
  exact: z.boolean(),
  /** Causes that no guard neutralises. */
  obstacles: z.array(z.strictObject({ cause: count, exports: count })),
  /** By name: what each export needs; null of those that cannot be kept. */
  symbols: z.array(z.strictObject({ symbol: z.string(), guards: z.array(count).nullable() })),
  drivers: z.array(z.strictObject({ name: z.string(), imports: count, guards: z.array(count).nullable() })),
  unexplained: z.array(z.string()),
  /** CRCs computed again with the guards in place, where both builds come with symtypes; `others` came out otherwise. */
  proof: z.strictObject({ kept: count, others: z.array(z.string()) }).optional(),
  problems: z.array(problemReportSchema),
});
export type KeepReport = z.infer<typeof keepReportSchema>;
