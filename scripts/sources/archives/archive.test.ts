import { describe, expect, test } from 'vitest';
import { arMembers } from './ar.ts';
import { collect, pickFiles, type ArchiveEntry } from './archive.ts';
import { ByteReader } from '../bytes/byte-reader.ts';
import { cpioEntries } from './cpio.ts';
import { arOf, BUILD_TIME, cpioOf, inChunks, problemOf, tarOf, type Files } from '../fixtures.ts';
import { LIMITS, type Limits } from '../bytes/limits.ts';
import { tarEntries } from './tar.ts';

const FILES: Files = { './a/Module.symvers': 'exports', './a/other': 'x'.repeat(2000), './.config': 'y' };

type Reader = (data: Buffer) => AsyncIterable<ArchiveEntry>;
const ARCHIVES: readonly (readonly [
  name: string,
  write: (files: Files) => Buffer | Promise<Buffer>,
  read: Reader,
])[] = [
  ['tar', tarOf, (data) => tarEntries(inChunks(data, 100), 'a.deb')],
  ['cpio', cpioOf, (data) => cpioEntries(new ByteReader(inChunks(data, 100), 'a.rpm'), 'a.rpm')],
];

describe.each(ARCHIVES)('%s', (_, write, read) => {
  const pick = async (files: Files, limits: Partial<Limits> = {}) =>
    pickFiles(
      read(await write(files)),
      'archive',
      { ...LIMITS, ...limits },
      (path) => !path.endsWith('other'),
    );

  test('wanted files are kept with their time, by path without the leading dot', async () => {
    const picked = await pick(FILES);
    expect([...picked.keys()]).toEqual(['a/Module.symvers', '.config']);
    expect(picked.get('a/Module.symvers')).toEqual({ bytes: Buffer.from('exports'), modified: BUILD_TIME });
  });

  test.each(['/etc/passwd', '../../etc/passwd', './usr/../../x', 'usr/src/..'])(
    'an archive with the path %s is refused, even if nobody wants it',
    async (path) => {
      expect(await problemOf(pick({ ...FILES, [path]: 'z' }))).toEqual({
        kind: 'unsafe-path',
        path: 'archive',
        source: path,
      });
    },
  );

  test('names with dots in them are safe', async () => {
    expect([...(await pick({ './a..b/..c/Module.symvers': '' })).keys()]).toEqual([
      'a..b/..c/Module.symvers',
    ]);
  });

  test('too many entries, a too large one and too many wanted bytes are refused', async () => {
    expect(await problemOf(pick(FILES, { entries: 2 }))).toMatchObject({
      kind: 'limit-exceeded',
      detail: 'more than 2 entries',
    });
    expect(await problemOf(pick(FILES, { entry: 1999 }))).toMatchObject({
      kind: 'limit-exceeded',
      path: 'archive: ./a/other',
    });
    expect(await problemOf(pick(FILES, { text: 7 }))).toMatchObject({
      kind: 'limit-exceeded',
      path: 'archive: .config',
    });
  });

  test('an archive that ends too early is corrupt', async () => {
    const data = await write(FILES);
    for (const length of [50, 700, data.length - 1300]) {
      const entries = read(data.subarray(0, length));
      expect(await problemOf(pickFiles(entries, 'archive', LIMITS, () => true))).toMatchObject({
        kind: 'corrupt-input',
      });
    }
  });

  test('garbage is corrupt', async () => {
    const entries = read(Buffer.alloc(5000, 'garbage'));
    expect(await problemOf(pickFiles(entries, 'archive', LIMITS, () => true))).toMatchObject({
      kind: 'corrupt-input',
    });
  });
});

test('members of an ar archive are read in order, whether their bodies are used or not', async () => {
  const data = arOf({ 'debian-binary': '2.0\n', 'control.tar': 'odd', 'data.tar/': 'even' });
  const members = arMembers(new ByteReader(inChunks(data), 'a.deb'), 'a.deb');
  const seen: string[] = [];
  for await (const { name, body } of members) {
    seen.push(name === 'control.tar' ? name : `${name} ${(await collect(body)).toString()}`);
  }
  expect(seen).toEqual(['debian-binary 2.0\n', 'control.tar', 'data.tar even']);
});

test('a damaged ar header is shown', async () => {
  const data = arOf({ 'debian-binary': '2.0\n', 'control.tar': '' });
  data.write('?', data.length - 1);
  const members = arMembers(new ByteReader(inChunks(data), 'a.deb'), 'a.deb');
  const work = (async () => {
    for await (const { body } of members) await collect(body);
  })();
  expect(await problemOf(work)).toMatchObject({ kind: 'corrupt-input', detail: 'bad ar member header' });
});

test.each([0, 3, 10, 20])('a body of ten bytes is collected whole, said to have %i', async (size) => {
  const body = Buffer.from('0123456789');
  expect(await collect(inChunks(body, 4), size)).toEqual(body);
});
