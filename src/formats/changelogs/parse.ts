/** A changelog in whichever of the known styles it is. */
import { Fault, type Parsed } from '../../base/problems.ts';
import type { ChangelogEntry } from './changelog.ts';
import { isDebianChangelog, parseDebianChangelog } from './debian.ts';
import { isRpmChangelog, parseRpmChangelog } from './rpm.ts';
import { isSuseChangelog, parseSuseChangelog } from './suse.ts';

/** By how it starts. */
const STYLES = [
  [isDebianChangelog, parseDebianChangelog],
  [isSuseChangelog, parseSuseChangelog],
  [isRpmChangelog, parseRpmChangelog],
] as const;

/**
 * @param path names it in messages
 * @throws {Fault} `not-a-changelog` for what has none of the styles.
 */
export function parseChangelog(text: string, path: string): Parsed<ChangelogEntry[]> {
  const start = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const style = STYLES.find(([isIt]) => isIt(start.slice(0, 4096)));
  if (style === undefined) throw new Fault({ kind: 'not-a-changelog', path });
  const parsed = style[1](start, path);
  const broken = start.split('\uFFFD').length - 1;
  if (broken === 0) return parsed;
  const detail = `${broken} ${broken === 1 ? 'character' : 'characters'}`;
  return { ...parsed, problems: [...parsed.problems, { kind: 'mixed-encodings', path, detail }] };
}
