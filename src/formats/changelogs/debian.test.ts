import { expect, test } from 'vitest';
import { parseDebianChangelog } from './debian.ts';

const PATH = 'changelog.gz';
const END = ' -- A Name <name@example.org>  Fri, 16 Oct 2026 23:46:12 +0200';

function changelog(...lines: string[]): string {
  return ['linux (6.1.190-1) bookworm-security; urgency=high', '', ...lines, '', END, ''].join('\n');
}

test('changes of an upstream update know its release, those of the maintainers come with none', () => {
  const text = changelog(
    '  * New upstream stable update:',
    '    https://www.kernel.org/pub/linux/kernel/v6.x/ChangeLog-6.1.188',
    '    - tty: propagate u8 data to tty_operations::write()',
    '    https://www.kernel.org/pub/linux/kernel/v6.x/ChangeLog-6.1.189',
    '    - [x86] tdx: Fix off-by-one in port I/O handling (CVE-2026-89751)',
    '',
    '  [ A Name ]',
    '  * exec: Cleanup POSIX timers (Closes: #1154101, #1154102)',
  );
  expect(parseDebianChangelog(text, PATH)).toEqual({
    records: [
      {
        version: '6.1.190-1',
        day: '2026-10-16',
        changes: [
          {
            title: 'tty: propagate u8 data to tty_operations::write()',
            upstream: '6.1.188',
            cves: [],
            references: [],
          },
          {
            title: '[x86] tdx: Fix off-by-one in port I/O handling',
            upstream: '6.1.189',
            cves: ['CVE-2026-89751'],
            references: [],
          },
          {
            title: 'exec: Cleanup POSIX timers',
            upstream: null,
            cves: [],
            references: ['#1154101', '#1154102'],
          },
        ],
      },
    ],
    problems: [],
  });
});

test('a title goes on over lines, and its numbers may stand on one of their own', () => {
  const text = changelog(
    '  * New upstream stable update:',
    '    https://www.kernel.org/pub/linux/kernel/v6.x/ChangeLog-6.1.188',
    '    - usb: gadget: uvc: fix dangling pointers in uvc_function_bind() and',
    '      uvc_function_unbind() (CVE-2026-89733,',
    '      CVE-2026-89732)',
  );
  const [change] = parseDebianChangelog(text, PATH).records[0]?.changes ?? [];
  expect(change?.title).toBe(
    'usb: gadget: uvc: fix dangling pointers in uvc_function_bind() and uvc_function_unbind()',
  );
  expect(change?.cves).toEqual(['CVE-2026-89732', 'CVE-2026-89733']);
});

test('a heading is no change, a bullet with parts is one beside them', () => {
  const text = changelog('  * bpf:', '    - one', '  * Update Lockdown patches', '    - two');
  const titles = parseDebianChangelog(text, PATH).records[0]?.changes.map(({ title }) => title);
  expect(titles).toEqual(['one', 'Update Lockdown patches', 'two']);
});

test('names of persons are not kept', () => {
  const text = changelog('  [ Somebody Else ]', '  * [arm64] Enable FOO');
  expect(JSON.stringify(parseDebianChangelog(text, PATH))).not.toMatch(/Somebody|Name|example/);
});

test('a signed package has the version of the source that was signed', () => {
  const text = [
    'linux-signed-amd64 (6.1.192+1) bookworm-security; urgency=high',
    '',
    '  * Sign kernel from linux 6.1.192-1',
    '',
    '  * one',
    '',
    END,
  ].join('\n');
  const [entry] = parseDebianChangelog(text, PATH).records;
  expect(entry?.version).toBe('6.1.192-1');
  expect(entry?.changes.map(({ title }) => title)).toEqual(['one']);
});

test('an entry that the end of the file cuts off is left out and said, the whole ones are kept', () => {
  const text = `${changelog('  * one')}\nlinux (6.1.187-1) bookworm; urgency=high\n\n  * tw`;
  const { records, problems } = parseDebianChangelog(text, PATH);
  expect(records.map(({ version }) => version)).toEqual(['6.1.190-1']);
  expect(problems).toEqual([
    { kind: 'changelog-cut-off', path: PATH, line: 7, detail: 'the entry of 6.1.187-1 has no end' },
  ]);
});

test('entries of another package are left out and counted', () => {
  const other = `bash (5.2-1) unstable; urgency=low\n\n  * Fix it\n\n${END}\n`;
  expect(parseDebianChangelog(other, PATH)).toEqual({
    records: [],
    problems: [{ kind: 'foreign-changelog', path: PATH, detail: '1 entry' }],
  });
});

test('comments after a trimmed changelog are no fault', () => {
  const text = `${changelog('  * one')}\n# Older entries have been removed from this changelog.\n`;
  expect(parseDebianChangelog(text, PATH).problems).toEqual([]);
});

test('escapes for terminals, and markup, come out as harmless text', () => {
  const text = changelog('  * \u001b[31mred\u001b[0m <script>alert(1)</script>\u202e');
  expect(parseDebianChangelog(text, PATH).records[0]?.changes[0]?.title).toBe(
    '[31mred [0m <script>alert(1)</script>',
  );
});

test('a hundred thousand entries are read in a second or two', () => {
  const text = changelog('  * one').repeat(100_000);
  const started = performance.now();
  expect(parseDebianChangelog(text, PATH).records).toHaveLength(100_000);
  expect(performance.now() - started).toBeLessThan(10_000);
});
