/** cpio archives in the "new ASCII" format that rpm payloads have (cpio(5)). */
import { Fault } from '../../../src/base/problems.ts';
import type { ArchiveEntry } from './archive.ts';
import type { ByteReader } from '../bytes/byte-reader.ts';

const HEADER_SIZE = 110;
const LONGEST_NAME = 4096;
const FILE_TYPE_MASK = 0o170000;
const REGULAR_FILE = 0o100000;

/** Entries up to the trailer. What follows is skipped but read, as the check of packed data comes last. */
export async function* cpioEntries(reader: ByteReader, path: string): AsyncGenerator<ArchiveEntry> {
  try {
    for (;;) {
      const header = await readHeader(reader, path);
      if (header.name === 'TRAILER!!!') break;
      let left = header.size;
      const body = async function* () {
        for await (const part of reader.take(left)) {
          left -= part.length;
          yield part;
        }
      };
      const isFile = (header.mode & FILE_TYPE_MASK) === REGULAR_FILE;
      yield { path: header.name, isFile, size: header.size, modified: header.modified, body: body() };
      await reader.skip(left + padding(header.size));
    }
    await reader.skipRest();
  } finally {
    await reader.close();
  }
}

async function readHeader(reader: ByteReader, path: string) {
  const header = (await reader.read(HEADER_SIZE)).toString('latin1');
  if (!/^07070[12][0-9A-Fa-f]{104}$/.test(header)) {
    throw corrupt(path, header.startsWith('07070X') ? 'an rpm with files over 4 GB' : 'bad cpio header');
  }
  const field = (index: number) => Number.parseInt(header.slice(6 + index * 8, 14 + index * 8), 16);
  const nameSize = field(11);
  if (nameSize === 0 || nameSize > LONGEST_NAME) throw corrupt(path, 'bad name in a cpio header');
  const name = (await reader.read(nameSize)).toString('utf8', 0, nameSize - 1);
  await reader.skip(padding(HEADER_SIZE + nameSize));
  return { name, mode: field(1), modified: field(5), size: field(6) };
}

/** Headers and bodies start at multiples of four. */
function padding(size: number): number {
  return (4 - (size % 4)) % 4;
}

function corrupt(path: string, detail: string): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail });
}
