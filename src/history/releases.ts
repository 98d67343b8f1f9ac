import { compareText } from '../base/text.ts';
import type { ReleaseRef } from './release-ref.ts';
import type { ReleaseRecord } from './release.ts';

/** How a page of one release names another: with its product only where that differs. */
export function releaseName(release: ReleaseRef, here: ReleaseRef): string {
  return release.product === here.product ? release.release : `${release.title} ${release.release}`;
}

/** Day of the newest build of a release; null if none says when it was built. */
export function buildDay(record: ReleaseRecord): string | null {
  const days = Object.values(record.snapshots).flatMap((snapshot) => snapshot.built ?? []);
  return days.sort(compareText).at(-1) ?? null;
}
