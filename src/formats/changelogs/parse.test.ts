import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { parseChangelog } from './parse.ts';

const DEBIAN =
  'linux (1.2-3) unstable; urgency=low\n\n  * one\n\n -- A <a@b.c>  Thu, 01 Jan 2026 00:00:00 +0000\n';
const RPM = '* Thu Jan 01 2026 A <a@b.c> - 1.2-3\n- one\n';
const SUSE = `${'-'.repeat(67)}\nThu Jan  1 10:00:00 CET 2026 - a@b.c\n\n- one\n`;

test.each([
  ['Debian', DEBIAN, '1.2-3'],
  ['rpm', RPM, '1.2-3'],
  ['SUSE', SUSE, null],
])('a changelog of %s is told by how it starts', (_, text, version) => {
  const changes = [{ title: 'one', upstream: null, cves: [], references: [] }];
  for (const each of [text, `\uFEFF${text}`, text.replaceAll('\n', '\r\n')])
    expect(parseChangelog(each, 'changelog')).toEqual({
      records: [{ version, day: '2026-01-01', changes }],
      problems: [],
    });
});

test('what is no changelog is refused', () => {
  for (const text of ['', 'hello', '<!DOCTYPE html>', '\u0000\u0001'])
    expect(() => parseChangelog(text, 'x')).toThrow(Fault);
});

test('bytes of another encoding are said', () => {
  expect(parseChangelog(DEBIAN.replace('one', 'o\uFFFDe'), 'x').problems).toEqual([
    { kind: 'mixed-encodings', path: 'x', detail: '1 character' },
  ]);
});
