/** Changelogs of Debian's source packages (deb-changelog(5)), as the kernel team writes them. */
import type { Parsed, Problem } from '../../base/problems.ts';
import { textLines } from '../../base/lines.ts';
import { readChange } from './change-line.ts';
import { dayFrom, type ChangelogChange, type ChangelogEntry } from './changelog.ts';

/** `linux (6.1.190-1) bookworm-security; urgency=high` */
const HEADER = /^([a-z0-9][-+.a-z0-9]*) \(([^()\s]+)\)(?: [-+.0-9A-Za-z]+)+;/;
/** ` -- Name <address>  Fri, 16 Oct 2026 23:46:12 +0200` */
const TRAILER = /^ -- .*>  (?:\w{3}, )?(\d{1,2}) (\w{3}) (\d{4}) /;
const BULLET = /^( {2,})[*+-] +(.*)$/;
/** Names where the changes of an upstream release are listed: what follows came with it. */
const UPSTREAM = /^\s+https?:\/\/\S*\/ChangeLog-(\d+(?:\.\d+)+(?:-rc\d+)?)$/;
/** The signed packages repeat the changelog of the source they were signed from, under a version of their own. */
const SIGNED = /^Sign kernel from linux (\S+)$/;

export function isDebianChangelog(text: string): boolean {
  return HEADER.test(text.slice(0, 1000).trimStart());
}

/**
 * Entries newest first. Those of other source packages than kernels, and one that the end of the file cuts off, are left
 * out and said.
 */
export function parseDebianChangelog(text: string, path: string): Parsed<ChangelogEntry[]> {
  const entries: ChangelogEntry[] = [];
  const problems: Problem[] = [];
  let entry: DebianEntry | undefined;
  let others = 0;
  for (const line of textLines(text)) {
    const header = HEADER.exec(line.text);
    if (header !== null) {
      if (entry !== undefined) problems.push(cutOff(path, entry));
      const [, source = '', version = ''] = header;
      entry = new DebianEntry(source, version, line.number);
      continue;
    }
    if (entry === undefined) {
      // dh_installchangelogs(1) ends what it trimmed with comments, and notes for editors may follow.
      if (!line.text.startsWith('#') && entries.length + others === 0)
        problems.push({ kind: 'malformed-change', path, line: line.number, source: line.text });
      continue;
    }
    const trailer = TRAILER.exec(line.text);
    if (trailer === null) {
      if (line.tooLong) problems.push({ kind: 'line-too-long', path, line: line.number });
      else entry.add(line.text);
      continue;
    }
    const [, day = '', month = '', year = ''] = trailer;
    if (/^linux(?:-|$)/.test(entry.source)) entries.push(entry.finish(dayFrom(year, month, day)));
    else others += 1;
    entry = undefined;
  }
  if (entry !== undefined) problems.push(cutOff(path, entry));
  if (others > 0) {
    const detail = `${others} ${others === 1 ? 'entry' : 'entries'}`;
    problems.push({ kind: 'foreign-changelog', path, detail });
  }
  return { records: entries, problems };
}

function cutOff(path: string, { version, line }: DebianEntry): Problem {
  return { kind: 'changelog-cut-off', path, line, detail: `the entry of ${version} has no end` };
}

interface Bullet {
  readonly depth: number;
  readonly upstream: string | null;
  text: string;
  hasParts: boolean;
}

class DebianEntry {
  readonly source: string;
  readonly version: string;
  readonly line: number;
  readonly #bullets: Bullet[] = [];
  #open: Bullet | undefined;
  #upstream: string | null = null;

  constructor(source: string, version: string, line: number) {
    this.source = source;
    this.version = version;
    this.line = line;
  }

  add(line: string): void {
    const upstream = UPSTREAM.exec(line)?.[1];
    if (upstream !== undefined) {
      this.#upstream = upstream;
      this.#open = undefined;
      return;
    }
    // Who made the changes below: kept nowhere.
    if (/^ {2}\[.*\]$/.test(line)) {
      this.#upstream = null;
      this.#open = undefined;
      return;
    }
    const bullet = BULLET.exec(line);
    if (bullet === null) {
      if (this.#open !== undefined) this.#open.text += ` ${line.trim()}`;
      return;
    }
    const [, indent = '', text = ''] = bullet;
    const depth = indent.length;
    if (depth === 2) this.#upstream = null;
    const above = this.#bullets.findLast((each) => each.depth < depth);
    if (above !== undefined && depth > 2) above.hasParts = true;
    this.#open = { depth, upstream: this.#upstream, text, hasParts: false };
    this.#bullets.push(this.#open);
  }

  finish(day: string | null): ChangelogEntry {
    let version = this.version;
    const changes: ChangelogChange[] = [];
    for (const { text, upstream, hasParts } of this.#bullets) {
      const signed = SIGNED.exec(text)?.[1];
      if (signed !== undefined) version = signed;
      // What announces a list is no change of its own.
      const isHeading = text.endsWith(':') && (hasParts || text.startsWith('New upstream'));
      const change = signed !== undefined || isHeading ? null : readChange(text, upstream);
      if (change !== null) changes.push(change);
    }
    return { version, day, changes };
  }
}
