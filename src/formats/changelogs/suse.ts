/** SUSE's `.changes` files: entries between lines of dashes, each with a date, in which commits end what they changed. */
import type { Parsed, Problem } from '../../base/problems.ts';
import { textLines } from '../../base/lines.ts';
import { readChange } from './change-line.ts';
import { dayFrom, type ChangelogChange, type ChangelogEntry } from './changelog.ts';

const RULE = /^-{60,}$/;
/** `Wed Sep 24 15:03:07 CEST 2025 - name@suse.de` */
const HEADER = /^\w{3} (\w{3}) +(\d{1,2}) (?:\d\d:\d\d(?::\d\d)? )?(?:\w+ )?(\d{4}) - /;
const BULLET = /^- +(.*)$/;
/** Housekeeping of the package, which no kernel shows. */
const HOUSEKEEPING =
  /^(?:commit [0-9a-f]{7,40}$|(?:Refresh|Delete|Rename|Update|Move)\b.*\bpatches\.|blacklist\.conf:|Update config files)/;

export function isSuseChangelog(text: string): boolean {
  const [first = '', second = ''] = text.trimStart().split(/\r?\n/, 2);
  return RULE.test(first.trimEnd()) && HEADER.test(second);
}

/** Entries newest first, as they stand. They name no version: which ones a package has over another, their days tell. */
export function parseSuseChangelog(text: string, path: string): Parsed<ChangelogEntry[]> {
  const entries: { day: string | null; bullets: string[] }[] = [];
  const problems: Problem[] = [];
  let isAtRule = false;
  for (const line of textLines(text)) {
    if (RULE.test(line.text)) {
      isAtRule = true;
      continue;
    }
    const header = isAtRule ? HEADER.exec(line.text) : null;
    isAtRule = false;
    if (header !== null) {
      const [, month = '', day = '', year = ''] = header;
      entries.push({ day: dayFrom(year, month, day), bullets: [] });
      continue;
    }
    const entry = entries.at(-1);
    if (line.tooLong) {
      problems.push({ kind: 'line-too-long', path, line: line.number });
      continue;
    }
    if (entry === undefined) {
      problems.push({ kind: 'malformed-change', path, line: line.number, source: line.text });
      continue;
    }
    const bullet = BULLET.exec(line.text)?.[1];
    if (bullet !== undefined) entry.bullets.push(bullet);
    else if (entry.bullets.length > 0) entry.bullets.push(`${entry.bullets.pop() ?? ''} ${line.text.trim()}`);
  }
  return {
    records: entries.map(({ day, bullets }) => ({ version: null, day, changes: suseChanges(bullets) })),
    problems,
  };
}

function suseChanges(bullets: readonly string[]): ChangelogChange[] {
  return bullets
    .filter((text) => !HOUSEKEEPING.test(text))
    .map((text) => readChange(text, null))
    .filter((change) => change !== null);
}
