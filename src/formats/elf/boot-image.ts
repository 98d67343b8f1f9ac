/**
 * What boot loaders start: vmlinuz and its like, up to the kernel that is packed in it. Each header is as its own
 * document has it; every offset is checked, as the file may come from anybody.
 */
import { Fault } from '../../base/problems.ts';
import { ET_REL, isElf, latin1 } from './elf.ts';

export type BootImage =
  /** Nothing is packed in it: vmlinux itself, or an Image, which is vmlinux as it lies in memory. */
  | { readonly kind: 'kernel' }
  /** The kernel, packed; `size` bytes if unpacked, where the header says so. */
  | { readonly kind: 'payload'; readonly payload: Uint8Array; readonly size?: number };

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

/** Whether a file that starts like this is a kernel, and not a module. A kilobyte is enough. */
export function isBootImage(start: Uint8Array): boolean {
  const hasText = (at: number, text: string) => latin1(start.subarray(at, at + text.length)) === text;
  // e_type, in the byte order of the file.
  if (isElf(start)) return ((start[16] ?? 0) | (start[17] ?? 0)) !== ET_REL;
  return (
    hasText(BZIMAGE.magic, 'HdrS') ||
    hasText(ZBOOT.magic, 'zimg') ||
    IMAGE_MAGICS.some((magic) => hasText(IMAGE_MAGIC_AT, magic))
  );
}

/**
 * Undefined for what is none of these, which includes a kernel that is packed as a whole (Image.gz, vmlinux.xz).
 *
 * @throws {Fault} `corrupt-input` if its payload lies outside, `nothing-found` for a boot image without one.
 */
export function parseBootImage(bytes: Uint8Array, path: string): BootImage | undefined {
  if (isElf(bytes)) return { kind: 'kernel' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const textAt = (at: number, length: number) => latin1(bytes.subarray(at, at + length));
  if (textAt(0, 2) === 'MZ' && textAt(ZBOOT.magic, 4) === 'zimg' && bytes.length >= ZBOOT.end) {
    // Without the size of the kernel, which stands behind it.
    const payload = slice(bytes, view.getUint32(ZBOOT.payload, true), view.getUint32(ZBOOT.size, true), path);
    return { kind: 'payload', payload };
  }
  if (IMAGE_MAGICS.includes(textAt(IMAGE_MAGIC_AT, 4))) return { kind: 'kernel' };
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
