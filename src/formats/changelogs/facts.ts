/**
 * What is kept of one version's changelog: text, a line per change, so that git can tell what differs.
 *
 *     6.1.190-1 2026-10-16 after 6.1.187-1
 *     @6.1.188
 *     tty: propagate u8 data to tty_operations::write()
 *     net: dst: add four helpers to annotate data-races around dst->dev<TAB>2026-12345<TAB>#1154101
 *     @
 *     exec: Cleanup POSIX timers right after de_thread()<TAB>2026-98260
 *
 * The first line is the version, the day if it is known, and the version that the changelog has before it. CVE numbers go
 * without their three letters. `@` names the upstream release that what follows came with;
 * alone, that what follows came with none.
 */
import type { Parsed, Problem } from '../../base/problems.ts';
import { textLines } from '../../base/lines.ts';
import type { ChangelogChange, ChangelogEntry } from './changelog.ts';

const CVE = 'CVE-';
const BARE_CVE = /^\d{4}-\d+$/;
const HEAD = /^(\S+)(?: (\d{4}-\d\d-\d\d))?(?: after (\S+))?$/;

export interface VersionChanges extends ChangelogEntry {
  readonly version: string;
  /** The version that the changelog has before this one; null: it starts with this one. */
  readonly after: string | null;
}

/** Whether a version can name a file, as those of all package formats do. */
export function isVersionName(version: string): boolean {
  return /^[A-Za-z0-9][\w.+~:-]{0,127}$/.test(version);
}

export function formatVersionChanges({ version, day, after, changes }: VersionChanges): string {
  const head = [version, ...(day === null ? [] : [day]), ...(after === null ? [] : ['after', after])];
  const lines = [head.join(' ')];
  let upstream: string | null = null;
  for (const change of changes) {
    if (change.upstream !== upstream) lines.push(`@${change.upstream ?? ''}`);
    ({ upstream } = change);
    // A blank before a title that starts as a marker does.
    const title = change.title.startsWith('@') ? ` ${change.title}` : change.title;
    lines.push([title, ...change.cves.map((cve) => cve.slice(CVE.length)), ...change.references].join('\t'));
  }
  return `${lines.join('\n')}\n`;
}

/** What formatVersionChanges wrote. A file without its first line gives null, and a problem. */
export function parseVersionChanges(text: string, path: string): Parsed<VersionChanges | null> {
  const problems: Problem[] = [];
  const changes: ChangelogChange[] = [];
  let head: Pick<VersionChanges, 'version' | 'day' | 'after'> | null = null;
  let upstream: string | null = null;
  for (const line of textLines(text)) {
    if (head === null) {
      const [, version, day = null, after = null] = HEAD.exec(line.text) ?? [];
      if (version === undefined) {
        problems.push({ kind: 'malformed-change', path, line: line.number, source: line.text });
        return { records: null, problems };
      }
      head = { version, day, after };
    } else if (line.tooLong) {
      problems.push({ kind: 'line-too-long', path, line: line.number });
    } else if (line.text.startsWith('@')) {
      upstream = line.text === '@' ? null : line.text.slice(1);
    } else {
      const [title = '', ...numbers] = line.text.split('\t');
      const cves = numbers.filter((each) => BARE_CVE.test(each)).map((each) => `${CVE}${each}`);
      const references = numbers.filter((each) => !BARE_CVE.test(each));
      changes.push({ title: title.trim(), upstream, cves, references });
    }
  }
  if (head === null) problems.push({ kind: 'no-records', path });
  return { records: head === null ? null : { ...head, changes }, problems };
}
