/** What is said of the change that made a cause. */
import { counted } from '../../base/text.ts';
import { fixesOf, type UpdateFixes } from '../../formats/changelogs/fixes.ts';
import type { VersionChanges } from '../../formats/changelogs/facts.ts';
import type { OriginDegree } from '../../types/cause/origins.ts';
import type { ToldOrigin } from '../../types/cause/told-origins.ts';

const DEGREES: Readonly<Record<OriginDegree, string>> = {
  named: 'Changed by',
  likely: 'Probably changed by',
  possible: 'Possibly changed by',
};

/** What stands before the title. */
export function degreeWords({ degree }: Pick<ToldOrigin, 'degree'>): string {
  return DEGREES[degree];
}

/** `Linux 6.1.188, CVE-2026-1111`: where it came from. */
export function originPlace({ upstream, version, cves }: Omit<ToldOrigin, 'degree'>): string {
  return [upstream === null ? version : `Linux ${upstream}`, ...cves].join(', ');
}

/** `Changed by "net: convert dev->reg_state to u8" (Linux 6.1.189)` */
export function originSentence(origin: ToldOrigin): string {
  return `${degreeWords(origin)} "${origin.title}" (${originPlace(origin)})`;
}

/** `The changelog lists 2,057 changes, with 756 CVE numbers` */
export function changelogSentence(log: readonly VersionChanges[]): string {
  return fixesSentence(fixesOf(log));
}

export function fixesSentence({ changes, cves }: UpdateFixes): string {
  const numbers =
    cves.length === 0
      ? 'none with a CVE number'
      : `with ${counted(cves.length, 'CVE number', 'CVE numbers')}`;
  return `The changelog lists ${counted(changes, 'change', 'changes')}, ${numbers}`;
}
