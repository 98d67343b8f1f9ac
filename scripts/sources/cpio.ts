/** cpio archives in the "new ASCII" format that rpm payloads have (cpio(5)). */
import { Fault } from '../../src/kabi/problems.ts';
import type { ArchiveEntry } from './archive.ts';
import type { ByteReader } from './byte-reader.ts';

const HEADER_SIZE = 110;
const LONGEST_NAME = 4096;
const FILE_TYPE_MASK = 0o170000;
const REGULAR_FILE = 0o100000;

/** Entries up to the trailer. What follows it is not read. */
export async function* cpioEntries(reader: ByteReader, path: string): AsyncGenerator<ArchiveEntry> {
  for (;;) {
    const header = (await reader.read(HEADER_SIZE)).toString('latin1');
    if (!/^07070[12][0-9A-Fa-f]{104}$/.test(header)) {
      throw corrupt(path, header.startsWith('07070X') ? 'an rpm with files over 4 GB' : 'bad cpio header');
    }
    const field = (index: number) => Number.parseInt(header.slice(6 + index * 8, 14 + index * 8), 16);
    const size = field(6);
    const nameSize = field(11);
    if (nameSize === 0 || nameSize > LONGEST_NAME) throw corrupt(path, 'bad name in a cpio header');
    const name = (await reader.read(nameSize)).toString('utf8', 0, nameSize - 1);
    await reader.skip(padding(HEADER_SIZE + nameSize));
    if (name === 'TRAILER!!!') return;
    let left = size;
    const body = async function* () {
      for await (const part of reader.take(left)) {
        left -= part.length;
        yield part;
      }
    };
    const isFile = (field(1) & FILE_TYPE_MASK) === REGULAR_FILE;
    yield { path: name, isFile, size, modified: field(5), body: body() };
    await reader.skip(left + padding(size));
  }
}

/** Headers and bodies start at multiples of four. */
function padding(size: number): number {
  return (4 - (size % 4)) % 4;
}

function corrupt(path: string, detail: string): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail });
}
