import { z } from 'zod';
import { VERDICTS } from '../../policy/verdict.ts';
import { CHANGE_KINDS } from '../../kernel/change.ts';
import { compareReportSchema } from './reports.ts';

const GATE_KINDS = [...CHANGE_KINDS, 'not-comparable'] as const;
const count = z.int().nonnegative();
const change = compareReportSchema.shape.changes.element;

/** `kabi gate --format json` */
export const gateReportSchema = compareReportSchema.extend({
  schema: z.literal('kabi-reports/gate/1'),
  /** Whether nothing breaks and nothing is unknown: exit status 0. */
  passes: z.boolean(),
  verdicts: z.record(z.enum(VERDICTS), count),
  /** What breaks by what breaks it, largest group first. */
  breaking: z.array(
    z.strictObject({
      words: z.string(),
      kind: z.enum(GATE_KINDS),
      /** Place in `causes`; missing where no type is known to be the cause. */
      cause: count.optional(),
      symbols: z.array(z.string()),
    }),
  ),
  /** By verdict, gravest first, then by kind and symbol. */
  changes: z.array(
    change.extend({
      /** `not-comparable`: promised, and nothing tells whether it changed. */
      kind: z.enum(GATE_KINDS),
      verdict: z.enum(VERDICTS),
    }),
  ),
  /** Names on the list that neither side exports. */
  absent: z.array(z.string()),
  /** Rules that are the first to match no export of either side. */
  unusedRules: z.array(z.strictObject({ path: z.string(), line: z.int().positive(), rule: z.string() })),
});
export type GateReport = z.infer<typeof gateReportSchema>;
