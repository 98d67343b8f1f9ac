import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import type { InTreeModule } from '../../../src/formats/drivers/imports.ts';
import { parseSymvers } from '../../../src/formats/exports/symvers.ts';
import type { SnapshotId } from '../../../src/kernel/snapshot.ts';
import type { SnapshotRecord } from '../../../src/history/release.ts';
import { problemOf, SYMVERS, temporaryFolder } from '../../sources/fixtures.ts';
import type { OpenedPackage } from '../../sources/packages/open-package.ts';
import { importsFile, releaseFile } from '../layout.ts';
import { readImports } from '../read-imports.ts';
import { readRelease } from '../read.ts';
import { storeImports } from './store-imports.ts';
import { storeSnapshot } from './store.ts';

const ID: SnapshotId = { product: 'debian-12', release: '6.1.0-54', arch: 'amd64', flavour: 'default' };
const NAME = 'linux-image-6.1.0-54-amd64';
const LLC: InTreeModule = {
  path: 'net/llc/llc',
  name: 'llc',
  vermagic: '6.1.0-54-amd64 SMP preempt mod_unload modversions',
  license: 'GPL',
  importNamespaces: [],
  modversions: 'basic',
  depends: [],
  aliasCount: 1,
  imports: [
    { symbol: '__fentry__', crc: 0xbdfb6dbb },
    { symbol: 'kmalloc_caches', crc: 0x7f24de73 },
  ],
};
const OPENED: OpenedPackage = {
  file: `${NAME}.deb`,
  sha256: 'ab'.repeat(32),
  package: { name: NAME, version: '6.1.190-1' },
  modules: [LLC],
  loader: {},
  moduleTypes: [],
  problems: [],
};
const OTHER: OpenedPackage = { ...OPENED, modules: [{ ...LLC, imports: LLC.imports.slice(1) }] };

let content = '';
beforeEach(async () => {
  content = temporaryFolder();
  await storeExports(SYMVERS);
});

function storeExports(symvers: string, replace = false) {
  const { records: exports, problems } = parseSymvers(symvers, 'x');
  const build = {
    file: 'headers.deb',
    modversions: true,
    crcGenerator: 'genksyms' as const,
    coverage: 'all' as const,
    exports,
    problems,
  };
  return storeSnapshot(content, ID, build, { replace, source: 'input' });
}

const store = (opened: OpenedPackage, replace = false) =>
  storeImports(content, ID, opened, { replace, source: 'input' });
const file = () => importsFile(content, ID, NAME);
const yaml = () => readFileSync(releaseFile(content, 'debian-12', '6.1.0-54'), 'utf8');

async function snapshot(): Promise<SnapshotRecord> {
  const { release } = await readRelease(content, 'debian-12', '6.1.0-54');
  const record = release?.snapshots['amd64'];
  expect.assert(record !== undefined);
  return record;
}

test('imports are written with their provenance, and read back', async () => {
  expect(await store(OPENED)).toEqual({ status: 'written', problems: [] });
  expect(zstdDecompressSync(readFileSync(file())).toString()).toBe(
    `vermagic=${LLC.vermagic}\nnet/llc/llc\tlicense=GPL\talias=1\n\t__fentry__\n\tkmalloc_caches\n`,
  );
  const record = await snapshot();
  expect(record.imports?.[NAME]).toMatchObject({
    source: { file: `${NAME}.deb`, sha256: 'ab'.repeat(32) },
    version: '6.1.190-1',
    vermagic: LLC.vermagic,
    modules: 1,
    pairs: 2,
  });
  expect(await readImports(content, ID, record)).toEqual([LLC]);
});

test('a second time nothing is touched', async () => {
  await store(OPENED);
  const before = yaml();
  expect(await store(OPENED)).toEqual({ status: 'unchanged', problems: [] });
  expect(yaml()).toBe(before);
});

test('the unsigned package has the same modules, and the provenance on file stays', async () => {
  await store(OPENED);
  const unsigned = {
    ...OPENED,
    file: 'unsigned.deb',
    package: { name: `${NAME}-unsigned`, version: '6.1.190-1' },
  };
  expect(await store(unsigned)).toEqual({
    status: 'unchanged',
    note: `provenance of ${NAME}.deb kept, --replace takes this one`,
    problems: [],
  });
  expect(await store(unsigned, true)).toMatchObject({ status: 'replaced' });
  expect((await snapshot()).imports?.[NAME]?.source.file).toBe('unsigned.deb');
});

test('other imports are refused, unless they are to replace', async () => {
  await store(OPENED);
  expect(await problemOf(store(OTHER))).toMatchObject({ kind: 'already-ingested', path: 'input' });
  expect(await store(OTHER, true)).toMatchObject({ status: 'replaced' });
  expect((await snapshot()).imports?.[NAME]?.pairs).toBe(1);
});

test.each([
  ['missing', () => rmSync(file())],
  ['damaged', () => writeFileSync(file(), 'x')],
])('a file that is %s is written again', async (_, damage) => {
  await store(OPENED);
  damage();
  expect(await store(OPENED)).toMatchObject({ status: 'written' });
  expect(await readImports(content, ID, await snapshot())).toEqual([LLC]);
});

test('several packages of one build are kept apart, and read together', async () => {
  await store(OPENED);
  const extra = { ...LLC, path: 'net/extra', name: 'extra' };
  await store({ ...OPENED, package: { name: 'kernel-modules-extra', version: '1' }, modules: [extra] });
  expect(await readImports(content, ID, await snapshot())).toEqual([extra, LLC]);
});

test('imports outlive a second ingest of the same exports, and not one of others', async () => {
  await store(OPENED);
  expect(await storeExports(SYMVERS)).toMatchObject({ status: 'unchanged' });
  expect((await snapshot()).imports).toBeDefined();
  const { note } = await storeExports('0x1\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n', true);
  expect(note).toBe('instead of 3 exports from headers.deb; ingest the package of its modules again');
  expect((await snapshot()).imports).toBeUndefined();
});

test('CRCs that are not those of the kernel are kept, and said', async () => {
  const strange = { ...LLC, imports: [{ symbol: 'kmalloc_caches', crc: 1 }] };
  const { problems } = await store({ ...OPENED, modules: [strange] });
  expect(problems).toEqual([
    { kind: 'imports-disagree', path: 'input', detail: '1 symbol', source: 'kmalloc_caches' },
  ]);
  expect(await readImports(content, ID, await snapshot())).toEqual([strange]);
});

test('without exports on file there is nothing to put them beside', async () => {
  const other = { ...ID, arch: 'arm64' };
  const stored = storeImports(content, other, OPENED, { replace: false, source: 'input' });
  expect(await problemOf(stored)).toEqual({
    kind: 'exports-not-on-file',
    path: 'input',
    detail: `debian-12/6.1.0-54/arm64; they are in linux-headers-6.1.0-54-amd64`,
  });
});

test('the name of a package cannot lead out of the folder', async () => {
  const hostile = { ...OPENED, package: { name: '../../evil', version: '1' } };
  expect(await problemOf(store(hostile))).toMatchObject({ kind: 'corrupt-input', source: '../../evil' });
  expect(existsSync(importsFile(content, ID, '../../evil'))).toBe(false);
});
