/** What an input to ingest is, told by how it starts, unpacked if it is packed. */
import { BOOT_HEADER_SIZE, isBootImage } from '../../src/formats/elf/boot-image.ts';
import { isSymtypes } from '../../src/formats/symtypes/symtypes.ts';
import { ByteReader } from './bytes/byte-reader.ts';
import { decompress } from './compression/compression.ts';
import { readChunks } from './bytes/file.ts';
import { LIMITS } from './bytes/limits.ts';
import { CONTAINER_MAGIC_SIZE, describeBinary, detectContainer } from '../../src/base/magic.ts';

/** `exports`: whatever else it is, with what lists exports among it. */
export type InputKind = 'package' | 'kernel' | 'symtypes' | 'exports';

/** Enough for the headers of boot images, and for lines that tell symtypes. */
const START_SIZE = BOOT_HEADER_SIZE;

const SYMTYPES_NAME = /\.symtypes(?:\.\w+)?$/;

/** @throws {Fault} if it cannot be read or unpacked. */
export async function inputKind(file: string): Promise<InputKind> {
  const reader = new ByteReader(readChunks(file), file);
  try {
    if (detectContainer(await reader.peek(CONTAINER_MAGIC_SIZE)) !== undefined) return 'package';
    const unpacked = new ByteReader(decompress(reader.rest(), file, LIMITS.kernel), file);
    try {
      const start = await unpacked.peek(START_SIZE);
      if (isBootImage(start)) return 'kernel';
      if (describeBinary(start) !== undefined) return 'exports';
      // Declarations of nothing but C's own types look like no other format, and like no particular one.
      return SYMTYPES_NAME.test(file) || isSymtypes(start.toString('utf8')) ? 'symtypes' : 'exports';
    } finally {
      await unpacked.close();
    }
  } finally {
    await reader.close();
  }
}
