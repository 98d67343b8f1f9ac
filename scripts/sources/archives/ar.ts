/** ar archives, as far as .deb files use them: deb(5), and "Common format" of ar(5): no long names. */
import { Fault } from '../../../src/base/problems.ts';
import type { ByteReader, Bytes } from '../bytes/byte-reader.ts';

const HEADER_SIZE = 60;

export interface ArMember {
  readonly name: string;
  /** To be read before the next member is asked for, wholly or not at all. */
  readonly body: Bytes;
}

export async function* arMembers(reader: ByteReader, path: string): AsyncGenerator<ArMember> {
  await reader.skip('!<arch>\n'.length);
  for (;;) {
    const header = (await reader.readUnlessEnd(HEADER_SIZE))?.toString('latin1');
    if (header === undefined) return;
    const size = header.slice(48, 58).trim();
    if (!header.endsWith('`\n') || !/^\d+$/.test(size)) {
      throw new Fault({ kind: 'corrupt-input', path, detail: 'bad ar member header', source: header });
    }
    let left = Number(size);
    const body = async function* () {
      for await (const part of reader.take(left)) {
        left -= part.length;
        yield part;
      }
    };
    yield { name: header.slice(0, 16).trim().replace(/\/$/, ''), body: body() };
    await reader.skip(left);
    const isOdd = Number(size) % 2 === 1;
    // The last member's padding is often missing.
    if (isOdd) await reader.readUnlessEnd(1);
  }
}
