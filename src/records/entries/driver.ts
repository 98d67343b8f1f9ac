import { z } from 'zod';
import { prose } from '../../base/prose.ts';
import { releaseRef } from '../../history/release-ref.ts';
import { variantField } from '../../kernel/variant-field.ts';

/** A build of a driver, by the kernel that it was made for. */
export const driverBuildRef = z.object({ for: releaseRef, variant: variantField });

export type DriverBuildRef = z.infer<typeof driverBuildRef>;

/** drivers/<driver>.md; the body says in words where its newest builds load. */
export const driverEntrySchema = z.object({
  name: z.string(),
  title: z.string(),
  vendor: z.string(),
  homepage: z.url().nullable(),
  summary: z.string(),
  source: z.object({ package: z.string(), version: z.string(), sha256: z.string().nullable() }),
  /** Of the row data beside it, so that the entry stands for both. */
  rowsSha256: z.string(),
  /** Day of the newest snapshot that a build was judged on. */
  built: z.iso.date().nullable(),
  /** The finding in a few words. */
  finding: z.string(),
  /** The same of each variant that it is built for, for titles. */
  headlines: z.array(z.string()),
  modules: z.array(z.string()),
  /** Those for the newest kernels first. */
  builds: z.array(driverBuildRef),
  /** The newest kernels of its architectures on file, and on which of them any of its builds loads. */
  newest: z.array(z.object({ kernel: driverBuildRef, loads: z.boolean() })),
  /** What policies with a list on file protect of its imports. */
  protection: z.array(
    z.object({
      policy: z.object({ vendor: z.string(), id: z.string(), title: prose, term: prose.nullable() }),
      protected: z.array(z.string()),
      unprotected: z.array(z.string()),
    }),
  ),
});

export type DriverEntry = z.infer<typeof driverEntrySchema>;
