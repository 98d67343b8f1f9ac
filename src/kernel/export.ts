/** What a kernel build offers to modules: the lines of Module.symvers. */

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
  /** `vmlinux`, or the module's path in the kernel tree without `.ko`: `drivers/vfio/vfio`. UNKNOWN_MODULE for neither. */
  readonly module: string;
  readonly type: ExportType;
  /** Symbol namespace, or `module:<list>` since 6.16; `''` where there is none. */
  readonly namespace: string;
}

/**
 * The module of an export of which name and CRC are all that is known, as from the provides of an rpm package: nothing is
 * said of its namespace then, either.
 */
export const UNKNOWN_MODULE = '(unknown)';

/** What computed the CRCs. CRCs of two generators, or of none, cannot be compared. */
export const CRC_GENERATORS = ['genksyms', 'gendwarfksyms', 'none', 'unknown'] as const;
export type CrcGenerator = (typeof CRC_GENERATORS)[number];

/** `0x5dd83415`, as Module.symvers prints it; a CRC of 0 prints as `0x00000000`. */
export function formatCrc(crc: number): string {
  return `0x${byte(crc >>> 24)}${byte(crc >>> 16)}${byte(crc >>> 8)}${byte(crc)}`;
}

/** Looked up: millions of CRCs are printed, and the engine formats a number ten times as slowly. */
const BYTES = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

function byte(value: number): string {
  return BYTES[value & 0xff] ?? '';
}
