/** What a kernel package says it changes, whatever style its maintainers write. Names of persons are no part of it. */

/** One change of a kernel, as its package's changelog tells it. */
export interface ChangelogChange {
  /** The subject of the commit, or the maintainers' own words: without references and names of persons. */
  readonly title: string;
  /** The upstream stable release that it came with, `6.1.188`; null: the distribution's own, or not told. */
  readonly upstream: string | null;
  /** CVE numbers, sorted. */
  readonly cves: readonly string[];
  /** Numbers in the distribution's trackers as it writes them: `#1154101`, `bsc#1234567`, `RHEL-114326`, `!17948`. */
  readonly references: readonly string[];
}

/** What one version of a package changed over the version before it. */
export interface ChangelogEntry {
  /** Of the source package: `6.1.190-1`. Null: the style has none, as SUSE's. */
  readonly version: string | null;
  /** Day of the entry: `2026-10-16`. Null if it does not tell one. */
  readonly day: string | null;
  readonly changes: readonly ChangelogChange[];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day as changelogs write it, by its parts; null for one that no calendar has. */
export function dayFrom(year: string, month: string, day: string): string | null {
  const number = MONTHS.indexOf(month) + 1;
  const text = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = number === 0 ? NaN : Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : text;
}
