import type { ReleaseRef } from './schema/generated.ts';

/** How a page of one release names another: with its product only where that differs. */
export function releaseName(release: ReleaseRef, here: ReleaseRef): string {
  return release.product === here.product ? release.release : `${release.title} ${release.release}`;
}
