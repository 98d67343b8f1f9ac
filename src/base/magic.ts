/** What a file is by its first bytes, whatever its name says. Numbers from file(1)'s magic database. */
const MAGIC: readonly (readonly [what: string, start: string, offset?: number])[] = [
  ['an ELF file (a module or kernel image)', '\x7fELF'],
  ['a PNG image', '\x89PNG'],
  ['a JPEG image', '\xff\xd8\xff'],
  ['a PDF document', '%PDF-'],
  ['a zip archive', 'PK\x03\x04'],
  ['a tar archive: unpack it and give the folder', 'ustar', 257],
  ['a boot image', 'HdrS', 0x202],
  ['an EFI program', 'MZ'],
  ['packed twice: unpack it once', '\x1f\x8b'],
  ['packed twice: unpack it once', '\xfd7zXZ'],
  ['packed twice: unpack it once', '\x28\xb5\x2f\xfd'],
];
/** Text has no NUL byte, and a binary file shows one early. */
const JUDGED = 4096;

/** Says what binary file starts like this; undefined for text. */
export function describeBinary(chunk: Uint8Array): string | undefined {
  const start = String.fromCharCode(...chunk.subarray(0, JUDGED));
  const known = MAGIC.find(([, magic, offset = 0]) => start.startsWith(magic, offset));
  if (known !== undefined) return known[0];
  return start.includes('\0') ? 'of no kind known here' : undefined;
}

export type Container = 'deb' | 'rpm';
/** Bytes needed to tell a container. */
export const CONTAINER_MAGIC_SIZE = 8;

/** A package, by its first CONTAINER_MAGIC_SIZE bytes; what follows them does not matter. */
export function detectContainer(start: Uint8Array): Container | undefined {
  const magic = String.fromCharCode(...start.subarray(0, CONTAINER_MAGIC_SIZE));
  if (magic === '!<arch>\n') return 'deb';
  return magic.startsWith('\xed\xab\xee\xdb') ? 'rpm' : undefined;
}
