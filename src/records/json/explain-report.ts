import { z } from 'zod';
import { symbolEndSchema } from '../../history/ends/symbol-end.ts';
import { symbolJsonSchema } from './page-json.ts';
import { problemReportSchema } from './reports.ts';

/** `kabi explain --format json`: of a symbol or of a type, null where it is not on file. */
export const explainReportSchema = z.strictObject({
  schema: z.literal('kabi-reports/explain/1'),
  /** As beside its page, with what takes reading kernels to tell. */
  symbol: symbolJsonSchema.shape.symbols.element
    .extend({
      /** As the newest kernel with types on file declares it; null if none does. */
      prototype: z.string().nullable(),
      /** Modules of the newest kernel that has it; null if imports are not on file. */
      importedBy: z.strictObject({ kernel: z.string(), modules: z.array(z.string()) }).nullable(),
      /** Why its CRC changed, newest first; null where the cause is not known. */
      changes: z.array(z.strictObject({ update: z.string(), because: z.string().nullable() })),
    })
    .nullable(),
  type: z
    .strictObject({
      type: z.string(),
      newest: z.strictObject({ kernel: z.string(), definition: z.string() }),
      /** How many exports and types name it in their own definition, there. */
      usedBy: z.strictObject({ exports: z.int().nonnegative(), types: z.int().nonnegative() }),
      /** In which releases its definition became another one, by product and variant, oldest first. */
      changes: z.array(z.strictObject({ kernel: z.string(), before: z.string(), detail: z.string() })),
    })
    .nullable(),
  /** What became of a symbol that is gone; null where nothing is known of it. */
  end: symbolEndSchema.nullable(),
  problems: z.array(problemReportSchema),
});
