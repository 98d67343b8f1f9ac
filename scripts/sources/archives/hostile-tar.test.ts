/** Archives that unpack and are none: cut off within an entry, or with a header that tells no size. */
import { expect, test } from 'vitest';
import { problemOf, tarOf } from '../fixtures.ts';
import { collect } from './archive.ts';
import { tarEntries } from './tar.ts';

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function readAll(bytes: Uint8Array): Promise<number> {
  let size = 0;
  for await (const { body } of tarEntries(bytesOf(bytes), 'a.tar')) size += (await collect(body)).length;
  return size;
}

const WHOLE = await tarOf({ 'boot/Module.symvers': 'x'.repeat(3000) });

test('a whole archive is read', async () => {
  expect(await readAll(WHOLE)).toBe(3000);
});

test.each([513, 700, 1024, 2047])(
  'an archive that ends after %i bytes is corrupt, which is a fault of the input',
  async (length) => {
    expect(await problemOf(readAll(WHOLE.subarray(0, length)))).toMatchObject({
      kind: 'corrupt-input',
      path: 'a.tar',
    });
  },
);

test('an entry without a size is corrupt', async () => {
  const header = Uint8Array.from(WHOLE);
  header.fill(0, 124, 136);
  // The checksum of the header, octal, with its own field as blanks: POSIX ustar.
  header.fill(32, 148, 156);
  const sum = header.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  header.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  expect(await problemOf(readAll(header))).toMatchObject({ kind: 'corrupt-input' });
});
