/**
 * What a kernel that is no longer packed says of itself: vmlinux, an ELF file, or an Image, which is the same as it lies
 * in memory and has no table of what is where.
 */
import { architectureOf } from '../../kernel/architecture.ts';
import { findSection, isElf, latin1, parseElf } from './elf.ts';

export interface KernelBinary {
  /** `uname -r`; undefined if it could not be found. */
  readonly uname?: string;
  /** As the kernel calls it: `x86_64`. Undefined for an Image. */
  readonly machine?: string;
  /** The section `.BTF`, within the given bytes; undefined if the kernel was built without. */
  readonly btf?: Uint8Array;
}

/** linux_banner in init/version-timestamp.c, up to 6.0 init/version.c */
const BANNER = 'Linux version ';
const LONGEST_UNAME = 64;
const BTF_VERSION = 1;
const BTF_HEADER_SIZE = 24;
const LONGEST_BTF_HEADER = 1024;

/** @throws {Fault} `malformed-elf` */
export function readKernelBinary(bytes: Uint8Array, path: string): KernelBinary {
  const uname = findUname(bytes);
  const banner = uname === undefined ? {} : { uname };
  if (!isElf(bytes)) {
    const btf = findBtf(bytes);
    return { ...banner, ...(btf === undefined ? {} : { btf }) };
  }
  const elf = parseElf(bytes, path);
  const section = findSection(elf, '.BTF')?.bytes;
  const btf = section !== undefined && section.length > 0 ? { btf: section } : {};
  return { ...banner, machine: architectureOf(elf.machine, elf), ...btf };
}

function findUname(bytes: Uint8Array): string | undefined {
  const pattern = Array.from(BANNER, (letter) => letter.charCodeAt(0));
  for (let at = bytes.indexOf(pattern[0] ?? 0); at >= 0; at = bytes.indexOf(pattern[0] ?? 0, at + 1)) {
    if (!pattern.every((byte, index) => bytes[at + index] === byte)) continue;
    const start = at + pattern.length;
    // Elsewhere the text has a place for the release, `%s`.
    const uname = /^([\w.+~-]+) \(/.exec(latin1(bytes.subarray(start, start + LONGEST_UNAME)))?.[1];
    if (uname !== undefined) return uname;
  }
  return undefined;
}

/**
 * The largest part that starts with a header of BTF whose parts lie within the bytes, and whose strings start and end
 * with NUL (struct btf_header in include/uapi/linux/btf.h). Code may hold the magic number by chance, or on purpose.
 */
function findBtf(bytes: Uint8Array): Uint8Array | undefined {
  let found: Uint8Array | undefined;
  for (let at = bytes.indexOf(0x9f); at >= 0; at = bytes.indexOf(0x9f, at + 1)) {
    const part =
      bytes[at + 1] === 0xeb
        ? btfAt(bytes, at, true)
        : at > 0 && bytes[at - 1] === 0xeb
          ? btfAt(bytes, at - 1, false)
          : undefined;
    if (part === undefined || part.length <= (found?.length ?? 0)) continue;
    found = part;
    at += part.length - 1;
  }
  return found;
}

function btfAt(bytes: Uint8Array, at: number, isLittleEndian: boolean): Uint8Array | undefined {
  if (at + BTF_HEADER_SIZE > bytes.length || bytes[at + 2] !== BTF_VERSION || bytes[at + 3] !== 0) {
    return undefined;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, BTF_HEADER_SIZE);
  const [headerSize = 0, typesAt = 0, typesSize = 0, stringsAt = 0, stringsSize = 0] = [4, 8, 12, 16, 20].map(
    (field) => view.getUint32(field, isLittleEndian),
  );
  const isPlausible =
    headerSize >= BTF_HEADER_SIZE &&
    headerSize <= LONGEST_BTF_HEADER &&
    typesSize > 0 &&
    stringsSize > 0 &&
    typesAt + typesSize <= stringsAt;
  const end = at + headerSize + stringsAt + stringsSize;
  if (!isPlausible || end > bytes.length) return undefined;
  const hasStrings = bytes[end - stringsSize] === 0 && bytes[end - 1] === 0;
  return hasStrings ? bytes.subarray(at, end) : undefined;
}
