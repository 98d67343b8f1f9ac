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
      yield {
        path: name,
        isFile: type === 'file' || type === 'contiguous-file',
        size,
        modified: mtime.getTime() / 1000,
        body: entry as Bytes,
      };
      entry.resume();
    }
  } catch (error) {
    if (error instanceof Fault || (error instanceof Error && 'syscall' in error)) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault({ kind: 'corrupt-input', path, detail }, { cause: error });
  } finally {
    entries.destroy();
  }
}
