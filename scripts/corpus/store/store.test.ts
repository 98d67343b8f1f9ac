import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { formatSymvers, parseSymvers } from '../../../src/formats/exports/symvers.ts';
import type { SnapshotId } from '../../../src/kernel/snapshot.ts';
import type { OpenedExports } from '../../sources/open.ts';
import { problemOf, SYMVERS, temporaryFolder } from '../../sources/fixtures.ts';
import { releaseFile, releaseFolder, symversFile } from '../layout.ts';
import { readExports, readReleases } from '../read.ts';
import { releaseOnFile } from './release-file.ts';
import { storeSnapshot } from './store.ts';

const ID: SnapshotId = { product: 'debian-12', release: '6.1.0-54', arch: 'amd64', flavour: 'default' };
const BUILD: OpenedExports = {
  file: 'linux-headers-6.1.0-54-amd64_6.1.190-1_amd64.deb',
  sha256: 'ab'.repeat(32),
  package: { name: 'linux-headers-6.1.0-54-amd64', version: '6.1.190-1' },
  built: '2026-10-16',
  compiler: 'gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0',
  modversions: true,
  crcGenerator: 'genksyms',
  coverage: 'all',
  btf: true,
  exports: parseSymvers(SYMVERS, 'x').records,
  problems: [],
};
const OTHER: OpenedExports = {
  ...BUILD,
  file: 'other.deb',
  sha256: 'cd'.repeat(32),
  exports: BUILD.exports.slice(1),
};

let content = '';
beforeEach(() => {
  content = temporaryFolder();
});

const store = (build: OpenedExports, replace = false, id = ID) =>
  storeSnapshot(content, id, build, { replace, source: 'input' });
const yaml = () => readFileSync(releaseFile(content, 'debian-12', '6.1.0-54'), 'utf8');
const text = (id = ID) => zstdDecompressSync(readFileSync(symversFile(content, id))).toString();

test('a snapshot is written with its facts', async () => {
  expect(await store(BUILD)).toEqual({ status: 'written' });
  expect(text()).toBe(formatSymvers(BUILD.exports));
  expect(yaml()).toBe(`# Written by "kabi ingest".
product: debian-12
release: 6.1.0-54
snapshots:
  amd64:
    source:
      file: linux-headers-6.1.0-54-amd64_6.1.190-1_amd64.deb
      sha256: ${'ab'.repeat(32)}
    package:
      name: linux-headers-6.1.0-54-amd64
      version: 6.1.190-1
    built: 2026-10-16
    compiler: gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0
    modversions: true
    crc_generator: genksyms
    btf: true
    exports: 3
    exports_sha256: 6109ecf58aa722a891d5fc44f57051dd7b8b19ebd0dbddbb409cd49dde586541
    ingest: 2
`);
  expect(await readExports(content, ID, await recordOnFile())).toEqual(BUILD.exports);
  expect(await readReleases(content, 'debian-12')).toMatchObject({
    releases: [{ release: '6.1.0-54', snapshots: { amd64: { built: '2026-10-16', rebaselined: [] } } }],
    problems: [],
  });
});

test('names that look like code or numbers survive', async () => {
  const build = {
    ...BUILD,
    file: '<script>alert("1")</script>: #x',
    sha256: `1${'e'.repeat(63)}`,
    compiler: 'yes',
  };
  await store(build);
  const { releases } = await readReleases(content, 'debian-12');
  expect(releases[0]?.snapshots['amd64']).toMatchObject({
    source: { file: build.file, sha256: build.sha256 },
    compiler: 'yes',
  });
});

test('snapshots are sorted, whatever the order they come in', async () => {
  await store(BUILD, false, { ...ID, arch: 'arm64' });
  await store(BUILD, false, { ...ID, flavour: 'rt' });
  await store(BUILD);
  expect(yaml().match(/^ {2}\S+:$/gm)).toEqual(['  amd64:', '  amd64-rt:', '  arm64:']);
});

test('the same again writes nothing', async () => {
  await store(BUILD);
  const before = [
    statSync(symversFile(content, ID)).mtimeMs,
    statSync(releaseFile(content, 'debian-12', '6.1.0-54')).mtimeMs,
  ];
  expect(await store(BUILD)).toEqual({ status: 'unchanged' });
  expect(await store({ ...BUILD, file: 'renamed.deb' }, true)).toEqual({ status: 'unchanged' });
  expect([
    statSync(symversFile(content, ID)).mtimeMs,
    statSync(releaseFile(content, 'debian-12', '6.1.0-54')).mtimeMs,
  ]).toEqual(before);
});

describe('the same exports from another file', () => {
  const plain: OpenedExports = {
    file: 'Module.symvers',
    sha256: 'ef'.repeat(32),
    modversions: true,
    crcGenerator: 'unknown',
    coverage: 'all',
    exports: BUILD.exports,
    problems: [],
  };

  test('keep the provenance on file, and say so', async () => {
    await store(BUILD);
    const before = yaml();
    expect(await store(plain)).toEqual({
      status: 'unchanged',
      note: `provenance of ${BUILD.file} kept, --replace takes this one`,
    });
    expect(yaml()).toBe(before);
  });

  test('take it over with --replace', async () => {
    await store(plain);
    expect(await store(BUILD, true)).toEqual({
      status: 'replaced',
      note: 'same exports, provenance was Module.symvers',
    });
    expect(yaml()).toContain('compiler: gcc-12');
    expect(yaml()).not.toContain('rebaselined');
  });
});

describe('other exports', () => {
  test('are refused', async () => {
    await store(BUILD);
    const before = yaml();
    expect(await problemOf(store(OTHER))).toEqual({
      kind: 'already-ingested',
      path: 'input',
      detail: `debian-12/6.1.0-54/amd64 from ${BUILD.file}, 3 exports there, 2 here`,
    });
    expect(yaml()).toBe(before);
    expect(text()).toBe(formatSymvers(BUILD.exports));
  });

  test('are taken with --replace, and the record keeps what was there', async () => {
    await store(BUILD);
    expect(await store(OTHER, true)).toMatchObject({ status: 'replaced' });
    expect(await store(BUILD, true)).toMatchObject({ status: 'replaced' });
    const { releases } = await readReleases(content, 'debian-12');
    expect(releases[0]?.snapshots['amd64']?.rebaselined).toMatchObject([
      { exports: 3, source: BUILD.file },
      { exports: 2, source: 'other.deb' },
    ]);
    expect(text()).toBe(formatSymvers(BUILD.exports));
  });
});

describe('after an interruption', () => {
  test('a snapshot that is not listed is written again, and is a problem until then', async () => {
    await store(BUILD);
    rmSync(releaseFile(content, 'debian-12', '6.1.0-54'));
    expect(await readReleases(content, 'debian-12')).toMatchObject({
      releases: [],
      problems: [
        {
          kind: 'unlisted-snapshot',
          path: path.join(releaseFolder(content, 'debian-12', '6.1.0-54'), 'amd64'),
        },
      ],
    });
    expect(await store(OTHER)).toEqual({ status: 'written' });
    expect(text()).toBe(formatSymvers(OTHER.exports));
  });

  test('exports that are not those of the record are put right', async () => {
    await store(BUILD);
    const packed = readFileSync(symversFile(content, ID));
    await store(OTHER, true);
    writeFileSync(symversFile(content, ID), packed);
    expect(await store(OTHER)).toMatchObject({
      status: 'written',
      note: 'the file in content/ was missing or damaged',
    });
    expect(text()).toBe(formatSymvers(OTHER.exports));
  });

  test("hidden leftovers are nobody's business", async () => {
    mkdirSync(path.join(releaseFolder(content, 'debian-12', '6.1.0-54'), '.x.tmp'), { recursive: true });
    expect(await readReleases(content, 'debian-12')).toEqual({ releases: [], problems: [] });
  });
});

test('a release.yaml that cannot be read is not overwritten', async () => {
  await store(BUILD);
  const file = releaseFile(content, 'debian-12', '6.1.0-54');
  writeFileSync(file, 'product: debian-12\nrelease: 6.1.0-54\nsnapshots: 3\n');
  expect(await problemOf(store(BUILD))).toMatchObject({ kind: 'invalid-file', path: file, line: 3 });
  writeFileSync(file, yaml().replace('6.1.0-54', '6.1.0-55').replace('snapshots: 3', 'snapshots: {}'));
  expect(await problemOf(store(BUILD))).toMatchObject({
    kind: 'invalid-file',
    detail: 'it says debian-12/6.1.0-55, its folder debian-12/6.1.0-54',
  });
});

test('a folder that cannot be written is a problem, and leaves nothing', async () => {
  writeFileSync(path.join(content, 'products'), 'a file in the way');
  const problem = await problemOf(store(BUILD));
  expect(problem).toMatchObject({
    kind: 'unwritable-file',
    path: releaseFile(content, 'debian-12', '6.1.0-54'),
  });
  expect(readdirSync(content)).toEqual(['products']);
});

test('a snapshot that is missing or damaged cannot be read', async () => {
  await store(BUILD);
  const record = await recordOnFile();
  writeFileSync(symversFile(content, ID), 'garbage');
  expect(await problemOf(readExports(content, ID, record))).toMatchObject({ kind: 'corrupt-input' });
  rmSync(symversFile(content, ID));
  expect(await problemOf(readExports(content, ID, record))).toMatchObject({ kind: 'unreadable-file' });
});

/** What release.yaml says of the snapshot. */
async function recordOnFile() {
  const release = await releaseOnFile(content, ID);
  const record = release.snapshots['amd64'];
  expect.assert(record !== undefined);
  return record;
}
