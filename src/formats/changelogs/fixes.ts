import { compareText } from '../../base/text.ts';
import type { VersionChanges } from './facts.ts';

/** What the changelogs of an update say in short. */
export interface UpdateFixes {
  readonly changes: number;
  /** `CVE-2026-1234`, each once, by year and number. */
  readonly cves: readonly string[];
}

export function fixesOf(log: readonly VersionChanges[]): UpdateFixes {
  const changes = log.flatMap((version) => version.changes);
  const cves = [...new Set(changes.flatMap((change) => change.cves))];
  return { changes: changes.length, cves: cves.sort(compareCves) };
}

function compareCves(a: string, b: string): number {
  const [, yearA = '', numberA = ''] = a.split('-');
  const [, yearB = '', numberB = ''] = b.split('-');
  return compareText(yearA, yearB) || Number(numberA) - Number(numberB) || compareText(a, b);
}
