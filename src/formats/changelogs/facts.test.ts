import { expect, test } from 'vitest';
import { formatVersionChanges, isVersionName, parseVersionChanges, type VersionChanges } from './facts.ts';

const CHANGES: VersionChanges = {
  version: '6.1.190-1',
  day: '2026-10-16',
  after: '6.1.187-1',
  changes: [
    { title: 'net: one', upstream: '6.1.188', cves: ['CVE-2026-1111'], references: ['#12'] },
    { title: '@two', upstream: '6.1.188', cves: [], references: [] },
    { title: 'three', upstream: null, cves: [], references: [] },
  ],
};

test('a line per change, under the upstream release that it came with', () => {
  expect(formatVersionChanges(CHANGES)).toBe(
    '6.1.190-1 2026-10-16 after 6.1.187-1\n@6.1.188\nnet: one\t2026-1111\t#12\n @two\n@\nthree\n',
  );
});

test('reading gives what was written', () => {
  for (const each of [CHANGES, { ...CHANGES, day: null, after: null, changes: [] }])
    expect(parseVersionChanges(formatVersionChanges(each), 'x')).toEqual({ records: each, problems: [] });
});

test('a file without a version is nothing', () => {
  expect(parseVersionChanges('', 'x')).toEqual({
    records: null,
    problems: [{ kind: 'no-records', path: 'x' }],
  });
  expect(parseVersionChanges('a b c\n', 'x').records).toBeNull();
});

test.each([
  ['6.1.190-1', true],
  ['1:6.12.117-1~deb12u1+b1', true],
  ['../../etc/passwd', false],
  ['a/b', false],
  ['', false],
])('whether "%s" can name a file: %s', (version, can) => {
  expect(isVersionName(version)).toBe(can);
});
