import { z } from 'zod';
import { COVERAGES } from '../../kernel/snapshot.ts';
import { CRC_GENERATORS } from '../../kernel/export.ts';
import { LOAD_VERDICTS } from '../../load/verdict.ts';
import { driverBuildRef } from './driver.ts';
import { inTreeFindingSchema } from './in-tree-finding.ts';
import { releasePromiseSchema } from './promise.ts';
import { releaseRef } from '../../history/release-ref.ts';
import { rustSchema, summarySchema } from '../summary.ts';
import { wholeNumber } from '../../base/schemas.ts';
import { UNVERSIONED_SIDES } from '../../history/diff.ts';
import { variantField } from '../../kernel/variant-field.ts';

/** What an update does to a driver that has a build for an older release. */
export const affectedDriverSchema = z.object({
  name: z.string(),
  title: z.string(),
  /** The release before. */
  before: z.string(),
  /** What the update does: to the driver as it is built for the release before. */
  update: z.object({ verdict: z.enum(LOAD_VERDICTS), symbols: wholeNumber }),
  /** The newest build on file for an older release, and what becomes of it here. */
  build: driverBuildRef,
  verdict: z.enum(LOAD_VERDICTS),
  /** As symbolsBehind counts them. */
  symbols: wholeNumber,
  imports: wholeNumber,
  /** As of driverCellSchema. */
  hidden: z.array(z.string()).optional(),
});

export type AffectedDriver = z.infer<typeof affectedDriverSchema>;

/** releases/<product>/<release>.md; the body is the finding, in words. */
export const releaseEntrySchema = z.object({
  ref: releaseRef,
  vendor: z.string(),
  /** Package version, where all snapshots agree. */
  version: z.string().nullable(),
  built: z.iso.date().nullable(),
  /** The finding in a few words. */
  finding: z.string(),
  /** Releases that this one is compared with, and those compared with it. */
  previous: z.array(releaseRef),
  next: z.array(releaseRef),
  /** Variants of the product of which this release has no snapshot on file. */
  missing: z.array(variantField),
  /** Registered drivers with a build for an older release of the product, the gravest verdicts first. */
  drivers: z.array(affectedDriverSchema),
  inTree: z.array(inTreeFindingSchema),
  /** Of the rows that its announcement is written from, so that the entry stands for both. */
  notesSha256: z.string(),
  /** The promise in force, for each comparison with an earlier release; empty where no policy is on file. */
  promises: z.array(releasePromiseSchema),
  variants: z.array(
    z.object({
      variant: variantField,
      exports: wholeNumber,
      /** Which of the kernel's exports these are; absent: all. */
      coverage: z.enum(COVERAGES).optional(),
      modversions: z.boolean(),
      crcGenerator: z.enum(CRC_GENERATORS),
      compiler: z.string().nullable(),
      source: z.object({ file: z.string(), sha256: z.string().nullable() }),
      package: z.string().nullable(),
      built: z.iso.date().nullable(),
      exportsSha256: z.string(),
      rebaselined: wholeNumber,
      /** Null for the oldest snapshot on file. */
      before: releaseRef.nullable(),
      summary: summarySchema.nullable(),
      /** Of the symbols that were added and removed, those of Rust. */
      rust: rustSchema,
      /** Of the two kernels, the one without symbol versions, for which every module has to be rebuilt. */
      unversioned: z.enum(UNVERSIONED_SIDES).nullable(),
      common: wholeNumber,
      /** Whether why its CRCs changed is on file, among the rows of the comparison. */
      hasCauses: z.boolean(),
    }),
  ),
});

export type ReleaseEntry = z.infer<typeof releaseEntrySchema>;
