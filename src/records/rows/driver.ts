import { z } from 'zod';
import { LOAD_VERDICTS } from '../../load/verdict.ts';
import type { RowFile } from './row-file.ts';
import { driverBuildRef } from '../entries/driver.ts';
import { jsonFile } from './row-file.ts';
import { reasonSchema } from '../reasons.ts';
import { symbolList } from '../../base/schemas.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { variantField } from '../../kernel/variant-field.ts';

/** What one build of a driver is on one kernel, as LoadFinding has it. */
export const driverCellSchema = z.object({
  verdict: z.enum(LOAD_VERDICTS),
  mismatched: symbolList,
  missing: symbolList,
  gplOnly: symbolList,
  notImported: symbolList,
  notComparable: symbolList,
  noVersion: symbolList,
  refused: z.array(z.string()),
  reasons: z.array(z.string()),
  /** In the order of the build's modules. */
  modules: z.array(z.object({ verdict: z.enum(LOAD_VERDICTS), symbols: wholeNumber })),
  /** Of the release after the build's own: the causes nearest to the symbols behind the verdict. */
  causes: z.array(reasonSchema).optional(),
  /** Types that its imports reach and that changed since its own release while no CRC did. */
  hidden: z.array(z.string()).optional(),
});

export type DriverCell = z.infer<typeof driverCellSchema>;

const plannedKernel = z.object({
  product: z.string(),
  release: z.string(),
  arch: z.string(),
  flavour: z.string(),
});

/** How many builds of a driver the kernels of an architecture take (src/load/builds/build-plan.ts). */
export const buildPlanSchema = z.object({
  groups: z.array(z.object({ builtFor: plannedKernel, serves: z.array(plannedKernel) })),
  isFewest: z.boolean(),
  impossible: z.array(z.object({ id: plannedKernel, symbols: symbolList })),
  unknown: z.array(z.object({ id: plannedKernel, reasons: z.array(z.string()) })),
  updates: z.object({ all: wholeNumber, needed: wholeNumber }),
});

export type BuildPlanRow = z.infer<typeof buildPlanSchema>;

/** rows/drivers/<driver>.json */
export const driverRowsSchema = z.object({
  /** One matrix per architecture. */
  arches: z.array(
    z.object({
      arch: z.string(),
      /** How many builds its kernels take, and which serves which. */
      plan: buildPlanSchema,
      /** The columns, those for the newest kernels first. */
      builds: z.array(
        z.object({
          ref: driverBuildRef,
          /** Symbols that it needs from the kernel. */
          imports: wholeNumber,
          modules: z.array(z.string()),
        }),
      ),
      /** The rows: those of products that a build was made for, then the others; newest first. */
      products: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          kernels: z.array(
            z.object({
              release: z.string(),
              variant: variantField,
              /** In the order of the builds. */
              cells: z.array(driverCellSchema),
            }),
          ),
        }),
      ),
    }),
  ),
  /** Variants of which the imports below have figures. */
  variants: z.array(variantField),
  /** What any build needs from the kernel, the ones that changed most often first. */
  imports: z.array(
    z.object({
      symbol: z.string(),
      /** False if no release on file exports it: then it has no page. */
      isOnFile: z.boolean(),
      /** In the order of `variants`; null where it was never comparable. */
      updates: z.array(z.object({ comparable: wholeNumber, crcChanged: wholeNumber }).nullable()),
    }),
  ),
  /** What its modules export to others. */
  exports: z.array(z.object({ module: z.string(), symbols: symbolList })),
  /** Where each import table comes from. */
  records: z.array(
    z.object({
      build: driverBuildRef,
      module: z.string(),
      vermagic: z.string(),
      license: z.string(),
      compiler: z.string().nullable(),
      sha256: z.string().nullable(),
    }),
  ),
});

export type DriverRows = z.infer<typeof driverRowsSchema>;

export function driverRowsFile(driver: string): RowFile<DriverRows> {
  return jsonFile(`drivers/${driver}.json`, driverRowsSchema);
}
