/** One change: its title, and the numbers that changelogs write around it. */
import { compareText } from '../../base/text.ts';
import type { ChangelogChange } from './changelog.ts';

/** The longest subjects of the kernel have about 150 characters; a longer text is no title. */
const LONGEST_TITLE = 300;

const CVE = /\bCVE-\d{4}-\d{4,7}\b/g;
/** Debian's, SUSE's, Red Hat's, Oracle's and openEuler's (gitee issues, and pull requests before the title). */
const REFERENCES =
  /\b(?:bsc|bnc|boo|jsc)#(?:[A-Z]+-)?\d+|\bRHEL-\d+|\bRHBZ#?\d+|\bOrabug: ?\d+|\bPED-\d+|#I[0-9A-Z]{4,8}\b|(?<=Closes: (?:#\d+, )*)#\d+|(?<=^\[)\d{6,8}(?=\])|^!\d+/g;
/** `[RHEL-114326]`, `{CVE-2025-38616}`, `(CVE-…, CVE-…)`, `(bsc#1 git-fixes)`, `(Closes: #1)`: at the end of a line. */
const BRACKETS = /\s*(?:\[([^[\]]*)\]|\{([^{}]*)\}|\(([^()]*)\))\.?$/;
const ONLY_REFERENCES =
  /^(?:(?:CVE-\d{4}-\d+|Closes: #\d+|#\w+|(?:bsc|bnc|boo|jsc)#[\w-]+|RHEL-\d+|RHBZ#?\d+|\d{6,8}|PED-\d+|Orabug: ?\d+|git-fixes|stable-fixes|stable-kernel-\S+|networking-stable\S*)[,;\s]*)+$/;
/** A person in brackets, as rpm changelogs of Red Hat and its kin end: two words and more that each start with a capital. */
const PERSON = /^[\p{Lu}][\p{L}.'-]*(?:\s+[\p{L}.'-]+){1,4}$/u;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * @param line the whole of a bullet, joined to one line
 * @param persons whether the style ends a line with who made the change
 * @returns null for what is no title: empty, or too long
 */
export function readChange(line: string, upstream: string | null, persons = false): ChangelogChange | null {
  const text = line.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
  const cves = [...new Set(text.match(CVE) ?? [])].sort(compareText);
  const references = new Set<string>();
  let title = text;
  const own = /^!\d+ +/.exec(title)?.[0];
  if (own !== undefined) {
    references.add(own.trim());
    title = title.slice(own.length);
  }
  let hasNumbers = false;
  for (let found = BRACKETS.exec(title); found !== null; found = BRACKETS.exec(title)) {
    const inner = (found[1] ?? found[2] ?? found[3] ?? '').trim();
    // Before numbers in brackets of their own, whoever it is by any name.
    const isPerson = persons && found[3] !== undefined && inner !== '' && (hasNumbers || PERSON.test(inner));
    if (!isPerson && !ONLY_REFERENCES.test(inner)) break;
    if (!isPerson)
      for (const each of referencesIn(found[1] === undefined ? inner : `[${inner}]`)) references.add(each);
    hasNumbers ||= found[3] === undefined;
    title = title.slice(0, found.index);
    if (isPerson) break;
  }
  title = title.replace(/^\[sync\] PR-\d+: +/, '').trim();
  if (title === '' || title.length > LONGEST_TITLE) return null;
  return { title, upstream, cves, references: [...references].sort(compareText) };
}

function referencesIn(text: string): string[] {
  return text.match(REFERENCES) ?? [];
}
