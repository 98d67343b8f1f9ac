import { expect, test } from 'vitest';
import { diffExports, emptySummary, type DiffSummary } from '../../src/history/diff.ts';
import { openExports } from '../../scripts/sources/open.ts';
import { corpusIsHere, debianSymvers, readDebianManifest, whereCorpus } from './samples.ts';

async function compare(before: string, after: string) {
  const [a, b] = await Promise.all(
    [before, after].map((release) => openExports(debianSymvers(release, 'amd64'))),
  );
  expect.assert(a !== undefined && b !== undefined);
  return diffExports(a, b);
}

const FINDINGS: readonly (readonly [before: string, after: string, found: Partial<DiffSummary>])[] = [
  ['6.1.0-53', '6.1.0-54', { added: 24, removed: 3, 'crc-changed': 7529 }],
  ['6.1.0-55', '6.1.0-56', {}],
  ['5.10.0-46', '6.1.0-47', { 'module-moved': 408, 'namespace-changed': 227, 'type-changed': 8 }],
];

test.skipIf(!corpusIsHere).for(FINDINGS)(
  `Debian %s -> %s on amd64 changed what is known to have changed${whereCorpus}`,
  async ([before, after, found]) => {
    const { summary } = await compare(before, after);
    expect(summary).toMatchObject(Object.keys(found).length === 0 ? emptySummary() : found);
  },
);

test.skipIf(!corpusIsHere)(`Debian 7.2 has no CRCs, so that none can be compared${whereCorpus}`, async () => {
  const { summary, common } = await compare('6.12.117+deb13', '7.2.13+deb14');
  expect(summary).toMatchObject({ added: 3900, removed: 1423, 'crc-changed': 0, 'not-comparable': common });
});

test.skipIf(!corpusIsHere)(`every Debian kernel exports what its manifest says${whereCorpus}`, async () => {
  const rows = readDebianManifest();
  for (const row of rows) {
    const opened = await openExports(debianSymvers(row['release'] ?? '', row['arch'] ?? ''));
    expect({
      ...row,
      exports: String(opened.exports.length),
      modversions: opened.modversions ? 'yes' : 'no',
    }).toEqual(row);
    expect(opened.problems).toEqual([]);
  }
  expect(rows.length).toBeGreaterThan(40);
});
