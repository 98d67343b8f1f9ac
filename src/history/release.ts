import { z } from 'zod';
import { COVERAGES, type Coverage } from '../kernel/snapshot.ts';
import { CRC_GENERATORS } from '../kernel/export.ts';
import { LOADER_SETTINGS, type LoaderPatches, type LoaderProfile } from '../kernel/loader.ts';
import { TYPE_SOURCES } from '../types/table/table.ts';
import { slug } from './product.ts';

export const sha256Digits = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 in lower-case hexadecimal');

/** Where the imports of the modules in one package were read from (formats/imports.ts). */
const importsSchema = z.strictObject({
  source: z.strictObject({ file: z.string(), sha256: sha256Digits }),
  /** Version of the package. */
  version: z.string(),
  /** What the modules say of the kernel they are for: the one that most of them have. */
  vermagic: z.string(),
  modules: z.int().nonnegative(),
  /** Number of imports over all modules. */
  pairs: z.int().nonnegative(),
  /** Of the text, not of the packed file. */
  imports_sha256: sha256Digits,
});

/** Where a type table was read from (types/text.ts). */
const typesSchema = z.strictObject({
  /** The kernel first, then what its modules came in. */
  from: z.array(z.strictObject({ file: z.string(), sha256: sha256Digits.optional() })).min(1),
  /** Names that the exports reach. */
  types: z.int().nonnegative(),
  /** Exports whose type is known. */
  exports: z.int().nonnegative(),
  /** Of the text, not of the packed file. */
  types_sha256: sha256Digits,
  /** Of the text in content/type-tables/ that this one is kept as a difference to; absent if it is kept whole. */
  base_sha256: sha256Digits.optional(),
});

/** How a build loads modules (kernel/loader.ts). */
const loaderSchema = z.strictObject({
  /** UTS_RELEASE */
  uname: z.string().min(1).optional(),
  /** VERMAGIC_STRING, to the letter. */
  vermagic: z.string().min(1).optional(),
  /** Options of the configuration. */
  settings: z.partialRecord(z.enum(LOADER_SETTINGS), z.boolean()).optional(),
  /** What the package of the kernel and its modules tells. */
  image: z
    .strictObject({
      source: z.strictObject({ file: z.string(), sha256: sha256Digits }),
      /** sizeof(struct module) */
      module_size: z.int().positive().optional(),
      /** Built-in parts that may stand below /sys/module, separated by blanks. */
      builtin: z.string().optional(),
    })
    .optional(),
});

/** Where the exports of one build were read from, so that anybody can check them. */
const snapshotSchema = z.strictObject({
  /** The file that was ingested, and its hash: the package where there is one. */
  source: z.strictObject({ file: z.string(), sha256: sha256Digits.optional() }),
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
  exports_sha256: sha256Digits,
  /** Version of the rules by which the source was read. */
  ingest: z.int().positive(),
  /** How it loads modules, as far as its packages tell. */
  loader: loaderSchema.optional(),
  /** By package name: Red Hat and its kin spread the modules over several. */
  imports: z.record(slug, importsSchema).optional(),
  /** By what the types were told from. */
  types: z.partialRecord(z.enum(TYPE_SOURCES), typesSchema).optional(),
  /** Earlier readings of this snapshot that were replaced, oldest first. */
  rebaselined: z
    .array(z.strictObject({ exports_sha256: sha256Digits, exports: z.int(), source: z.string() }))
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
export type LoaderRecord = z.infer<typeof loaderSchema>;
export type TypesRecord = z.infer<typeof typesSchema>;
export type SnapshotRecord = z.infer<typeof snapshotSchema>;
export type ReleaseRecord = z.infer<typeof releaseSchema>;

export function coverageOf({ coverage = 'all' }: Pick<SnapshotRecord, 'coverage'>): Coverage {
  return coverage;
}

/** Of the configuration, to the letter; else what the kernel's own modules say; null if neither is on file. */
export function vermagicOf({
  imports = {},
  loader,
}: Pick<SnapshotRecord, 'imports' | 'loader'>): string | null {
  if (loader?.vermagic !== undefined) return loader.vermagic;
  // Packages of one build agree.
  const [first] = Object.values(imports);
  return first === undefined || first.vermagic === '' ? null : first.vermagic;
}

/** How a build loads modules, by its packages and its vendor; undefined if nothing of it is on file. */
export function loaderProfile(
  { loader }: Pick<SnapshotRecord, 'loader'>,
  patches: LoaderPatches | undefined,
): LoaderProfile | undefined {
  if (loader === undefined && patches === undefined) return undefined;
  const { uname, vermagic, settings = {}, image } = loader ?? {};
  return {
    ...patches,
    ...(uname === undefined ? {} : { uname }),
    ...(vermagic === undefined ? {} : { vermagic }),
    settings,
    ...(image?.module_size === undefined ? {} : { moduleSize: image.module_size }),
    ...(image?.builtin === undefined ? {} : { builtin: image.builtin.split(' ') }),
  };
}
