/**
 * What boot loaders start: vmlinuz and its like, up to the kernel that is packed in it. Each header is as its own
 * document has it; every offset is checked, as the file may come from anybody.
 */
import { Fault } from '../../base/problems.ts';
import { ET_REL, findSection, isElf, latin1, parseElf } from './elf.ts';
import { isFlattenedTree, kernelInTree } from './flattened-tree.ts';

export type BootImage =
  /** Nothing is packed in it: vmlinux itself, or an Image, which is vmlinux as it lies in memory. */
  | { readonly kind: 'kernel' }
  /** The kernel, packed; `size` bytes if unpacked, where the header says so. */
  | { readonly kind: 'payload'; readonly payload: Uint8Array; readonly size?: number }
  /** The kernel is packed somewhere in it, which the header does not say: behind its own program. */
  | { readonly kind: 'program'; readonly machine: string };

const GZIP = [0x1f, 0x8b];
/** Magic of the header at 0x38 of an Image (Documentation/arch/{arm64/booting,riscv/boot-image-header}.rst). */
const IMAGE_MAGICS = ['ARMd', 'RSC\x05'];
const IMAGE_MAGIC_AT = 0x38;
/** Documentation/arch/x86/boot.rst: payload_offset and payload_length are there since 2.08. */
const BZIMAGE = { setupSectors: 0x1f1, magic: 0x202, version: 0x206, payload: 0x248, end: 0x250 } as const;
const FIRST_VERSION = 0x208;
const SECTOR = 512;
/** drivers/firmware/efi/libstub/zboot-header.S */
const ZBOOT = { magic: 0x04, payload: 0x08, size: 0x0c, end: 0x38 } as const;

/** arch/arm/boot/compressed/head.S: `start` has it at 0x24. */
const ZIMAGE = { magic: 0x24, is: 0x016f2818 } as const;
/** arch/s390/boot/head.S: behind the start of the program, for tools that make boot records. */
const S390 = { magic: 0x10008, is: 'S390EP' } as const;
/** The header of U-Boot's own images (include/image.h of U-Boot): the kernel follows it. */
const UIMAGE = { is: 0x27051956, size: 0x0c, end: 0x40 } as const;
/** PE/COFF: where its header is, and what that has; of a unified kernel image the kernel is the section \`.linux\`. */
const PE = { header: 0x3c, sections: 6, optional: 20, end: 24, section: 40 } as const;
const LINUX_SECTION = '.linux\0\0';

/** Bytes of a file that isBootImage() looks at. */
export const BOOT_HEADER_SIZE = S390.magic + S390.is.length;

/** Whether a file that starts like this is a kernel, and not a module. */
export function isBootImage(start: Uint8Array): boolean {
  const hasText = (at: number, text: string) => latin1(start.subarray(at, at + text.length)) === text;
  // e_type, in the byte order of the file.
  if (isElf(start)) return ((start[16] ?? 0) | (start[17] ?? 0)) !== ET_REL;
  return (
    hasText(BZIMAGE.magic, 'HdrS') ||
    hasText(ZBOOT.magic, 'zimg') ||
    hasText(S390.magic, S390.is) ||
    isZimage(start) ||
    isFlattenedTree(start) ||
    bigEndian(start, 0) === UIMAGE.is ||
    linuxSection(start) !== undefined ||
    IMAGE_MAGICS.some((magic) => hasText(IMAGE_MAGIC_AT, magic))
  );
}

/**
 * Undefined for what is none of these, which includes a kernel that is packed as a whole (Image.gz, vmlinux.xz).
 *
 * @throws {Fault} `corrupt-input` if its payload lies outside, `nothing-found` for a boot image without one.
 */
export function parseBootImage(bytes: Uint8Array, path: string): BootImage | undefined {
  if (isElf(bytes)) return elfImage(bytes, path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const textAt = (at: number, length: number) => latin1(bytes.subarray(at, at + length));
  if (textAt(0, 2) === 'MZ' && textAt(ZBOOT.magic, 4) === 'zimg' && bytes.length >= ZBOOT.end) {
    // Without the size of the kernel, which stands behind it.
    const payload = slice(bytes, view.getUint32(ZBOOT.payload, true), view.getUint32(ZBOOT.size, true), path);
    return { kind: 'payload', payload };
  }
  if (IMAGE_MAGICS.includes(textAt(IMAGE_MAGIC_AT, 4))) return { kind: 'kernel' };
  if (textAt(S390.magic, S390.is.length) === S390.is) return { kind: 'program', machine: 's390x' };
  if (isZimage(bytes)) return { kind: 'program', machine: 'arm' };
  if (isFlattenedTree(bytes)) return { kind: 'payload', payload: kernelInTree(bytes, path) };
  if (bigEndian(bytes, 0) === UIMAGE.is && bytes.length >= UIMAGE.end) {
    return { kind: 'payload', payload: slice(bytes, UIMAGE.end, bigEndian(bytes, UIMAGE.size) ?? 0, path) };
  }
  const section = linuxSection(bytes);
  if (section !== undefined) {
    return { kind: 'payload', payload: slice(bytes, section.start, section.length, path) };
  }
  if (textAt(BZIMAGE.magic, 4) !== 'HdrS' || bytes.length < BZIMAGE.end) return undefined;
  const length = view.getUint32(BZIMAGE.payload + 4, true);
  if (view.getUint16(BZIMAGE.version, true) < FIRST_VERSION || length === 0) {
    throw new Fault({
      kind: 'nothing-found',
      path,
      detail: 'the boot image does not say where the kernel is in it',
    });
  }
  const setup = ((bytes[BZIMAGE.setupSectors] ?? 0) || 4) + 1;
  return withoutSize(slice(bytes, setup * SECTOR + view.getUint32(BZIMAGE.payload, true), length, path));
}

/** On PowerPC a boot program has the kernel as a section (arch/powerpc/boot/wrapper). */
function elfImage(bytes: Uint8Array, path: string): BootImage {
  const packed = findSection(parseElf(bytes, path), WRAPPED)?.bytes;
  return packed === undefined || packed.length === 0
    ? { kind: 'kernel' }
    : { kind: 'payload', payload: packed };
}

const WRAPPED = '.kernel:vmlinux.strip';

function isZimage(bytes: Uint8Array): boolean {
  return bigEndian(bytes, ZIMAGE.magic) === ZIMAGE.is || littleEndian(bytes, ZIMAGE.magic) === ZIMAGE.is;
}

/** Where the section \`.linux\` of a PE file lies; undefined if it has none within its first bytes. */
function linuxSection(bytes: Uint8Array): { readonly start: number; readonly length: number } | undefined {
  if (latin1(bytes.subarray(0, 2)) !== 'MZ') return undefined;
  const header = littleEndian(bytes, PE.header) ?? 0;
  if (latin1(bytes.subarray(header, header + 4)) !== 'PE\0\0') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header + PE.end > bytes.length) return undefined;
  const count = view.getUint16(header + PE.sections, true);
  const first = header + PE.end + view.getUint16(header + PE.optional, true);
  for (let at = first; at < first + count * PE.section && at + PE.section <= bytes.length; at += PE.section) {
    if (latin1(bytes.subarray(at, at + 8)) !== LINUX_SECTION) continue;
    const [inMemory, inFile] = [view.getUint32(at + 8, true), view.getUint32(at + 16, true)];
    return { start: view.getUint32(at + 20, true), length: Math.min(inMemory, inFile) };
  }
  return undefined;
}

function littleEndian(bytes: Uint8Array, at: number): number | undefined {
  const value = bigEndian(bytes, at);
  if (value === undefined) return undefined;
  return (((value & 0xff) << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;
}

function bigEndian(bytes: Uint8Array, at: number): number | undefined {
  if (at + 4 > bytes.length) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, false);
}

/** The build puts the size of the kernel behind it, in four bytes (size_append in scripts/Makefile.lib). gzip has it. */
function withoutSize(payload: Uint8Array): BootImage {
  if (payload.length < 4 || GZIP.every((byte, index) => payload[index] === byte)) {
    return { kind: 'payload', payload };
  }
  const at = payload.length - 4;
  const size = new DataView(payload.buffer, payload.byteOffset, payload.byteLength).getUint32(at, true);
  return { kind: 'payload', payload: payload.subarray(0, at), size };
}

function slice(bytes: Uint8Array, start: number, length: number, path: string): Uint8Array {
  if (start + length > bytes.length) {
    throw new Fault({ kind: 'corrupt-input', path, detail: 'the packed kernel goes on behind its end' });
  }
  return bytes.subarray(start, start + length);
}
