import { pipeline, Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { Fault } from '../../../src/base/problems.ts';
import type { ArchiveEntry } from './archive.ts';
import type { Bytes } from '../bytes/byte-reader.ts';

/** Entries of a tar archive; tar-stream knows ustar, GNU and pax headers. */
export async function* tarEntries(input: Bytes, path: string): AsyncGenerator<ArchiveEntry> {
  const entries = extract();
  // An error of the input reaches the loop through the extractor, which pipeline destroys with it.
  pipeline(Readable.from(input, { objectMode: false }), entries, () => undefined);
  try {
    for await (const entry of entries) {
      const { name, type, size, mtime } = entry.header;
      // Of a header that tells no size tar-stream makes null, whatever its types say.
      if (!Number.isSafeInteger(size) || size < 0) throw corrupt(path, 'an entry has no size');
      yield {
        path: name,
        isFile: type === 'file' || type === 'contiguous-file',
        size,
        modified: mtime.getTime() / 1000,
        body: bodyOf(entry as Bytes, path),
      };
      entry.resume();
    }
  } catch (error) {
    throw faultOf(error, path);
  } finally {
    entries.destroy();
  }
}

/** An archive that ends within an entry says so to whoever reads the entry. */
async function* bodyOf(entry: Bytes, path: string): Bytes {
  try {
    yield* entry;
  } catch (error) {
    throw faultOf(error, path);
  }
}

function faultOf(error: unknown, path: string): unknown {
  if (error instanceof Fault || (error instanceof Error && 'syscall' in error)) return error;
  return corrupt(path, error instanceof Error ? error.message : String(error), error);
}

function corrupt(path: string, detail: string, cause?: unknown): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail }, { cause });
}
