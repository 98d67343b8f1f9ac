/** Changelogs of rpm packages, as `rpm -q --changelog` prints them and spec files hold them: Red Hat, Oracle, openEuler. */
import type { Parsed, Problem } from '../../base/problems.ts';
import { textLines } from '../../base/lines.ts';
import { readChange } from './change-line.ts';
import { dayFrom, type ChangelogChange, type ChangelogEntry } from './changelog.ts';

/** `* Thu Sep 04 2025 Name <address> [5.14.0-611.el9]`, or `… - 5.10.0-288.0.0`. rpm may give the time, too. */
const HEADER = /^\* (?:\w{3}) (\w{3}) +(\d{1,2})(?: \d\d:\d\d:\d\d \w+)? (\d{4})\b(.*)$/;
const BULLET = /^\s*[-*] +(.*)$/;

export function isRpmChangelog(text: string): boolean {
  return HEADER.test(text.trimStart().split(/\r?\n/, 1)[0] ?? '');
}

/** Entries newest first, as they stand. */
export function parseRpmChangelog(text: string, path: string): Parsed<ChangelogEntry[]> {
  const entries: { version: string | null; day: string | null; lines: string[] }[] = [];
  const problems: Problem[] = [];
  for (const line of textLines(text)) {
    const header = HEADER.exec(line.text);
    if (header !== null) {
      const [, month = '', day = '', year = '', rest = ''] = header;
      entries.push({ version: versionIn(rest), day: dayFrom(year, month, day), lines: [] });
      continue;
    }
    const entry = entries.at(-1);
    if (line.tooLong) problems.push({ kind: 'line-too-long', path, line: line.number });
    else if (entry === undefined)
      problems.push({ kind: 'malformed-change', path, line: line.number, source: line.text });
    else entry.lines.push(line.text);
  }
  return {
    records: entries.map(({ version, day, lines }) => ({ version, day, changes: rpmChanges(lines) })),
    problems,
  };
}

/**
 * What follows the date: who, and the version that the entry is of, in brackets, after a dash, or after the address.
 * Null where there is none.
 */
export function versionIn(packager: string): string | null {
  const rest = packager.includes('>') ? packager.slice(packager.lastIndexOf('>') + 1) : packager;
  return /(?:^|[\s[-])(\d+\.\d[\w.+~]*-\w[\w.+~]*)\]?\s*$/.exec(rest)?.[1] ?? null;
}

/** @param lines of one entry: bullets, each with what it goes on with */
export function rpmChanges(lines: readonly string[]): ChangelogChange[] {
  const bullets: string[] = [];
  for (const line of lines) {
    const text = BULLET.exec(line)?.[1];
    if (text !== undefined) bullets.push(text);
    else if (bullets.length > 0) bullets.push(`${bullets.pop() ?? ''} ${line.trim()}`);
  }
  return bullets.map((text) => readChange(text, null, true)).filter((change) => change !== null);
}
