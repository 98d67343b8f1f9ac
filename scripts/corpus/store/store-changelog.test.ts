import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseVersionChanges } from '../../../src/formats/changelogs/facts.ts';
import { temporaryFolder } from '../../sources/fixtures.ts';
import { changelogFile, changelogFolder, releaseFile } from '../layout.ts';
import { readCanonicalText } from '../read.ts';
import { storeChangelog } from './store-changelog.ts';

function entry(version: string | null, ...titles: string[]) {
  const changes = titles.map((title) => ({ title, upstream: null, cves: [], references: [] }));
  return { version, day: '2026-01-01', changes };
}

const ENTRIES = [entry('1.0-4', 'd'), entry('1.0-3', 'c1', 'c2'), entry('1.0-2', 'b'), entry('1.0-1', 'a')];

/** A product with a release of a version of the package. */
function contentWith(version: string): string {
  const content = temporaryFolder();
  const file = releaseFile(content, 'p', 'r');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `product: p
release: r
snapshots:
  amd64:
    source: { file: x }
    package: { name: x, version: ${version} }
    modversions: true
    crc_generator: genksyms
    exports: 1
    exports_sha256: ${'a'.repeat(64)}
    ingest: 1
`,
  );
  return content;
}

test('entries are kept back to the oldest version on file, each with the one before it', async () => {
  const content = contentWith('1.0-2');
  expect(await storeChangelog(content, 'p', '1.0-4', ENTRIES, 'x.deb')).toEqual({
    status: 'written',
    versions: ['1.0-4', '1.0-3', '1.0-2'],
    changes: 4,
  });
  const file = changelogFile(content, 'p', '1.0-3');
  expect(parseVersionChanges(await readCanonicalText(file), file).records).toEqual({
    ...entry('1.0-3', 'c1', 'c2'),
    after: '1.0-2',
  });
  expect((await storeChangelog(content, 'p', '1.0-4', ENTRIES, 'x.deb')).status).toBe('unchanged');
});

test('of a product with nothing older on file, the own version is kept alone', async () => {
  const content = contentWith('0.9-1');
  const { versions } = await storeChangelog(content, 'p', '1.0-3', ENTRIES, 'x.deb');
  expect(versions).toEqual(['1.0-3']);
  expect(readdirSync(changelogFolder(content, 'p'))).toEqual(['1.0-3.txt.zst']);
});

test.each([
  ['has no entry of the version', ENTRIES, '2.0-1'],
  ['has no versions', [entry(null, 'a')], '1.0-4'],
  ['has a version that names a place elsewhere', [entry('../../x', 'a')], '../../x'],
])('a changelog that %s is not kept', async (_, entries, version) => {
  const content = contentWith('1.0-2');
  await expect(storeChangelog(content, 'p', version, entries, 'x.deb')).rejects.toMatchObject({
    problem: { kind: 'changelog-without-version', path: 'x.deb' },
  });
});
