import { z } from 'zod';
import { DEFAULT_FLAVOUR } from '../kernel/variant.ts';
import { slug, webAddress } from '../history/product.ts';
import { sha256Digits } from '../history/release.ts';

/** A file below content/drivers: no part of it leads out of there. */
const filePath = z.string().refine((path) => path.split('/').every((part) => slug.safeParse(part).success), {
  error: 'a path below content/drivers, such as <driver>/<release>-<arch>/<module>.modversions',
});

/** A module of the driver, as it was built for one release. */
const moduleBuildSchema = z.strictObject({
  /** File name without `.ko`. */
  module: slug,
  product: slug,
  release: slug,
  arch: slug,
  flavour: slug.default(DEFAULT_FLAVOUR),
  /** As modinfo prints them. */
  vermagic: z.string(),
  license: z.string(),
  namespaces: z.array(z.string()).default([]),
  depends: z.array(z.string()).default([]),
  compiler: z.string().optional(),
  /** Of the module. */
  sha256: sha256Digits.optional(),
  /** What `modprobe --dump-modversions` prints of it. */
  imports: filePath,
  /** Symbols that it exports to other modules. */
  exports: z.array(z.string()).default([]),
});

/** content/drivers/<name>.yaml: a driver that is built outside the kernel's tree, and what it imports. */
export const driverSchema = z.strictObject({
  title: z.string().min(1),
  /** Who makes and publishes it. */
  vendor: z.string().min(1),
  homepage: webAddress.optional(),
  /** One sentence under the title. */
  summary: z.string().min(1),
  /** What was built. */
  source: z.strictObject({ package: z.string(), version: z.string(), sha256: sha256Digits.optional() }),
  /** One entry per module and release. Those of one release and architecture are loaded together. */
  builds: z.array(moduleBuildSchema).min(1),
});

export type ModuleBuildRecord = z.infer<typeof moduleBuildSchema>;
export type DriverRecord = z.infer<typeof driverSchema>;
