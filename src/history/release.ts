import { z } from 'zod';
import { COVERAGES, type Coverage } from '../kernel/snapshot.ts';
import { CRC_GENERATORS } from '../kernel/export.ts';
import { TYPE_SOURCES } from '../types/table/table.ts';
import { slug } from './product.ts';

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 in lower-case hexadecimal');

/** Where the imports of the modules in one package were read from (formats/imports.ts). */
const importsSchema = z.strictObject({
  source: z.strictObject({ file: z.string(), sha256 }),
  /** Version of the package. */
  version: z.string(),
  /** What the modules say of the kernel they are for: the one that most of them have. */
  vermagic: z.string(),
  modules: z.int().nonnegative(),
  /** Number of imports over all modules. */
  pairs: z.int().nonnegative(),
  /** Of the text, not of the packed file. */
  imports_sha256: sha256,
});

/** Where a type table was read from (types/text.ts). */
const typesSchema = z.strictObject({
  /** The kernel first, then what its modules came in. */
  from: z.array(z.strictObject({ file: z.string(), sha256: sha256.optional() })).min(1),
  /** Names that the exports reach. */
  types: z.int().nonnegative(),
  /** Exports whose type is known. */
  exports: z.int().nonnegative(),
  /** Of the text, not of the packed file. */
  types_sha256: sha256,
});

/** Where the exports of one build were read from, so that anybody can check them. */
const snapshotSchema = z.strictObject({
  /** The file that was ingested, and its hash: the package where there is one. */
  source: z.strictObject({ file: z.string(), sha256: sha256.optional() }),
  /** Binary package name and version, where the source is a package. */
  package: z.strictObject({ name: z.string(), version: z.string() }).optional(),
  /** Day of the build, UTC, as the source tells it. */
  built: z.iso.date().optional(),
  /** CONFIG_CC_VERSION_TEXT of the build. */
  compiler: z.string().optional(),
  /** CONFIG_MODVERSIONS; where no configuration was at hand, whether any CRC is not zero. */
  modversions: z.boolean(),
  crc_generator: z.enum(CRC_GENERATORS),
  /** Whether the kernel carries BTF, where the configuration was at hand. */
  btf: z.boolean().optional(),
  /** Number of exported symbols. */
  exports: z.int().nonnegative(),
  /** Which of the kernel's exports these are; absent: all. */
  coverage: z.enum(COVERAGES).optional(),
  /** Of the exports in canonical form (symvers.ts, formatSymvers), not of the packed file. */
  exports_sha256: sha256,
  /** Version of the rules by which the source was read. */
  ingest: z.int().positive(),
  /** By package name: Red Hat and its kin spread the modules over several. */
  imports: z.record(slug, importsSchema).optional(),
  /** By what the types were told from. */
  types: z.partialRecord(z.enum(TYPE_SOURCES), typesSchema).optional(),
  /** Earlier readings of this snapshot that were replaced, oldest first. */
  rebaselined: z
    .array(z.strictObject({ exports_sha256: sha256, exports: z.int(), source: z.string() }))
    .default([]),
});

/** content/products/<product>/<release>/release.yaml: written by `kabi ingest`, one entry per snapshot. */
export const releaseSchema = z.strictObject({
  product: slug,
  /** `latest` is an alias in URLs. */
  release: slug.refine((name) => name !== 'latest', 'latest names no release'),
  /** Keyed by folder: `amd64`, `arm64-rt`. */
  snapshots: z.record(slug, snapshotSchema),
});

export type ImportsRecord = z.infer<typeof importsSchema>;
export type TypesRecord = z.infer<typeof typesSchema>;
export type SnapshotRecord = z.infer<typeof snapshotSchema>;
export type ReleaseRecord = z.infer<typeof releaseSchema>;

export function coverageOf({ coverage = 'all' }: Pick<SnapshotRecord, 'coverage'>): Coverage {
  return coverage;
}

/** What the kernel's own modules say; null if none were read. Packages of one build agree. */
export function vermagicOf({ imports = {} }: SnapshotRecord): string | null {
  const [first] = Object.values(imports);
  return first === undefined || first.vermagic === '' ? null : first.vermagic;
}
