import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { debOf, rpmOf, SYMVERS, temporaryFolder } from '../fixtures.ts';
import { openExports } from '../open.ts';
import { openPackage } from './open-package.ts';

const CHANGELOG =
  'linux (6.1.190-1) bookworm; urgency=high\n\n  * net: one (CVE-2026-1111)\n\n -- A Name <a@example.org>  Fri, 16 Oct 2026 23:46:12 +0200\n';
const ENTRIES = [
  {
    version: '6.1.190-1',
    day: '2026-10-16',
    changes: [{ title: 'net: one', upstream: null, cves: ['CVE-2026-1111'], references: [] }],
  },
];

function fileOf(data: Buffer, name = 'package'): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, data);
  return file;
}

const HEADERS = 'linux-headers-6.1.0-54-amd64';

test('headers packages of Debian carry it as changelog.Debian.gz', async () => {
  const files = {
    [`./usr/src/${HEADERS}/Module.symvers`]: SYMVERS,
    [`./usr/share/doc/${HEADERS}/changelog.Debian.gz`]: gzipSync(CHANGELOG),
  };
  const { changelog } = await openExports(fileOf(await debOf({ files })));
  expect(changelog).toEqual({ records: ENTRIES, problems: [] });
});

test('signed images carry it as changelog.gz', async () => {
  const name = 'linux-image-6.1.0-54-amd64';
  const files = { [`./usr/share/doc/${name}/changelog.gz`]: gzipSync(CHANGELOG) };
  const { changelog } = await openPackage(fileOf(await debOf({ name, files })));
  expect(changelog?.records).toEqual(ENTRIES);
});

test.each([
  ['that is empty', '', 'not-a-changelog'],
  ['that is binary', '\u007fELF\u0002', 'binary-data'],
  ['of another package', CHANGELOG.replace('linux', 'bash'), 'foreign-changelog'],
])('a changelog %s keeps nothing else out', async (_, text, kind) => {
  const files = {
    [`./usr/src/${HEADERS}/Module.symvers`]: SYMVERS,
    [`./usr/share/doc/${HEADERS}/changelog.gz`]: gzipSync(text),
  };
  const { exports, changelog } = await openExports(fileOf(await debOf({ files })));
  expect(exports.length).toBeGreaterThan(0);
  expect(changelog).toMatchObject({ records: [], problems: [{ kind }] });
});

test('an rpm has it in its header', async () => {
  const changelog = {
    times: [1_757_000_000, 1_756_000_000],
    names: ['A Robot <a@example.com> [5.14.0-503.11.1.el9_5]', 'A Robot <a@example.com> [5.14.0-502.el9]'],
    texts: ['- net: one (Some Body) [RHEL-1] {CVE-2026-1111}\n- two', '- three'],
  };
  const opened = await openExports(fileOf(rpmOf({ changelog })));
  expect(opened.changelog).toEqual({
    records: [
      {
        version: '5.14.0-503.11.1.el9_5',
        day: '2025-09-04',
        changes: [
          { title: 'net: one', upstream: null, cves: ['CVE-2026-1111'], references: ['RHEL-1'] },
          { title: 'two', upstream: null, cves: [], references: [] },
        ],
      },
      {
        version: '5.14.0-502.el9',
        day: '2025-08-24',
        changes: [{ title: 'three', upstream: null, cves: [], references: [] }],
      },
    ],
    problems: [],
  });
});

test('of an rpm whose three columns differ in length nothing is told', async () => {
  const changelog = { times: [1], names: ['A', 'B'], texts: ['- x'] };
  expect((await openExports(fileOf(rpmOf({ changelog })))).changelog).toBeUndefined();
});
