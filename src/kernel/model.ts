/**
 * The vocabulary of the field as types. Every other file of the domain speaks in these; nothing here computes
 * more than a name.
 */

/** What the fourth column of Module.symvers can say (`export_list` in scripts/mod/modpost.c, up to 5.11). */
export const EXPORT_TYPES = [
  'EXPORT_SYMBOL',
  'EXPORT_SYMBOL_GPL',
  'EXPORT_SYMBOL_GPL_FUTURE',
  'EXPORT_UNUSED_SYMBOL',
  'EXPORT_UNUSED_SYMBOL_GPL',
  '(unknown)',
] as const;

/** `''`: the file has no such column (kernels before 2.6.18) or leaves it blank. */
export type ExportType = (typeof EXPORT_TYPES)[number] | '';

/** A symbol that a kernel build offers to modules: one line of Module.symvers. */
export interface Export {
  readonly symbol: string;
  /** Unsigned 32 bit. 0 means "no CRC on record", never "equal to zero" (Documentation/kbuild/modules.rst). */
  readonly crc: number;
  /** `vmlinux`, or the module's path in the kernel tree without `.ko`: `drivers/vfio/vfio`. */
  readonly module: string;
  readonly type: ExportType;
  /** Symbol namespace, or `module:<list>` since 6.16; `''` where there is none. */
  readonly namespace: string;
}

/** What computed the CRCs. CRCs of two generators, or of none, cannot be compared. */
export const CRC_GENERATORS = ['genksyms', 'gendwarfksyms', 'none', 'unknown'] as const;
export type CrcGenerator = (typeof CRC_GENERATORS)[number];

/**
 * Which of a kernel's exports a snapshot holds. `part`: those of a vendor's list (`Module.kabi_x86_64`), or of vmlinux
 * without its modules (`vmlinux.symvers`). What such a snapshot lacks, the kernel may export all the same.
 */
export const COVERAGES = ['all', 'part'] as const;
export type Coverage = (typeof COVERAGES)[number];

/** The flavour of a kernel that is built without one: its folder carries the bare architecture name. */
export const DEFAULT_FLAVOUR = 'default';

/** Names one build of one release. */
export interface SnapshotId {
  readonly product: string;
  readonly release: string;
  readonly arch: string;
  readonly flavour: string;
}

/** What one build exports; the unit that everything is computed from. */
export interface Snapshot {
  readonly id: SnapshotId;
  readonly crcGenerator: CrcGenerator;
  /** Sorted by symbol, in code-unit order; one entry per symbol. */
  readonly exports: readonly Export[];
}

/** The kinds of change, most severe first: the order in which every page and report lists them. */
export const CHANGE_KINDS = [
  'removed',
  'crc-changed',
  'type-changed',
  'namespace-changed',
  'module-moved',
  'added',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What happened to one symbol between two snapshots. `added` has no before, `removed` no after. */
export interface Change {
  readonly symbol: string;
  /** Not empty, in the order of CHANGE_KINDS. */
  readonly kinds: readonly ChangeKind[];
  readonly before: Export | null;
  readonly after: Export | null;
}

/** Folder and column name of a build: `amd64`, `arm64-rt`. */
export function variantName(id: Pick<SnapshotId, 'arch' | 'flavour'>): string {
  return id.flavour === DEFAULT_FLAVOUR ? id.arch : `${id.arch}-${id.flavour}`;
}

/** Inverse of variantName. An architecture's name holds no hyphen. */
export function parseVariantName(variant: string): Pick<SnapshotId, 'arch' | 'flavour'> {
  const hyphen = variant.indexOf('-');
  if (hyphen < 0) return { arch: variant, flavour: DEFAULT_FLAVOUR };
  return { arch: variant.slice(0, hyphen), flavour: variant.slice(hyphen + 1) };
}

/** `debian-12/6.1.0-54/amd64`: how messages and reports name a snapshot. */
export function snapshotName(id: SnapshotId): string {
  return `${id.product}/${id.release}/${variantName(id)}`;
}

/** `0x5dd83415`, as Module.symvers prints it; a CRC of 0 prints as `0x00000000`. */
export function formatCrc(crc: number): string {
  return `0x${byte(crc >>> 24)}${byte(crc >>> 16)}${byte(crc >>> 8)}${byte(crc)}`;
}

/** Looked up: millions of CRCs are printed, and the engine formats a number ten times as slowly. */
const BYTES = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

function byte(value: number): string {
  return BYTES[value & 0xff] ?? '';
}

/** Code-unit order: the same on every machine and in every locale, unlike localeCompare. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
