import { expect, test } from 'vitest';
import { parseRpmChangelog, versionIn } from './rpm.ts';

const PATH = 'kernel.changelog';

test("Red Hat's lines end with who, the issue and the CVE, of which who is not kept", () => {
  const text = [
    '* Thu Sep 04 2025 A Robot <robot@example.com> [5.14.0-611.el9]',
    '- net: tls: handle data disappearing from under the TLS ULP (Some Body) [RHEL-114326] {CVE-2025-38616}',
    '- mm: fix foo() (Some Body) [2141878]',
  ].join('\n');
  expect(parseRpmChangelog(text, PATH)).toEqual({
    records: [
      {
        version: '5.14.0-611.el9',
        day: '2025-09-04',
        changes: [
          {
            title: 'net: tls: handle data disappearing from under the TLS ULP',
            upstream: null,
            cves: ['CVE-2025-38616'],
            references: ['RHEL-114326'],
          },
          { title: 'mm: fix foo()', upstream: null, cves: [], references: ['2141878'] },
        ],
      },
    ],
    problems: [],
  });
});

test("openEuler's lines start with the pull request", () => {
  const text = [
    '* Wed Sep 17 2025 Some Body <body@example.org> - 5.10.0-288.0.0.191',
    '- !17939 [sync] PR-17889: mm: add a hole to struct foo',
    '- !17948  net: fix bar',
  ].join('\n');
  const [entry] = parseRpmChangelog(text, PATH).records;
  expect(entry?.version).toBe('5.10.0-288.0.0.191');
  expect(entry?.changes.map(({ title, references }) => [title, ...references])).toEqual([
    ['mm: add a hole to struct foo', '!17939'],
    ['net: fix bar', '!17948'],
  ]);
});

test("Oracle's bug numbers are references", () => {
  const text =
    '* Mon Jan 05 2026 Some Body <b@example.com> [5.15.0-300.el9uek]\n- rds: fix it (Some Body)  [Orabug: 34567890] {CVE-2026-1234}\n';
  expect(parseRpmChangelog(text, PATH).records[0]?.changes).toEqual([
    { title: 'rds: fix it', upstream: null, cves: ['CVE-2026-1234'], references: ['Orabug: 34567890'] },
  ]);
});

test.each([
  [' A <a@b.c> - 4.18.0-553.el8_10', '4.18.0-553.el8_10'],
  [' A <a@b.c> [4.18.0-553.el8]', '4.18.0-553.el8'],
  [' A <a@b.c> 4.18.0-553', '4.18.0-553'],
  [' A <a@b.c>', null],
  [' A-1.2 B', null],
])('the version in "%s"', (packager, version) => {
  expect(versionIn(packager)).toBe(version);
});

test('what stands before the first entry is said, and a day that no calendar has is none', () => {
  const text = '- lost\n* Thu Feb 31 2025 A <a@b.c> [1.2-3]\n- kept\n';
  const { records, problems } = parseRpmChangelog(text, PATH);
  expect(records[0]).toMatchObject({ version: '1.2-3', day: null });
  expect(problems).toEqual([{ kind: 'malformed-change', path: PATH, line: 1, source: '- lost' }]);
});
