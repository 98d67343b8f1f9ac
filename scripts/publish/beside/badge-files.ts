import { BADGE_FILE } from '../../../src/addresses/urls.ts';
/** Badges for READMEs: what the newest release did, and whether a driver loads on it. */
import type { DriverEntry } from '../../../src/records/entries/driver.ts';
import type { ReleaseEntry } from '../../../src/records/entries/release.ts';
import { badge } from '../../../src/views/frame/badge.ts';
import type { GeneratedEntry } from './generated-entries.ts';
import type { TextFile } from './plain-files.ts';

/** @param newest the newest release of each product */
export function* badgeFiles(
  newest: readonly ReleaseEntry[],
  drivers: readonly GeneratedEntry<Pick<DriverEntry, 'name' | 'title' | 'newest' | 'builds'>>[],
): Generator<TextFile> {
  for (const { ref, finding } of newest) {
    const isCalm = finding === 'no change';
    yield [
      `r/${ref.product}/${BADGE_FILE}`,
      badge(`${ref.title} kABI`, `${ref.release}: ${finding}`, isCalm ? 'good' : 'neutral'),
    ];
  }
  for (const { data } of drivers) {
    // Of the products that it is built for, the newest kernel of the first: what its users run.
    const found = data.newest.find(({ kernel }) =>
      data.builds.some(
        (build) => build.for.product === kernel.for.product && build.variant === kernel.variant,
      ),
    );
    if (found === undefined) continue;
    const { release } = found.kernel.for;
    const message = found.loads ? `loads on ${release}` : `no build loads on ${release}`;
    yield [`d/${data.name}/${BADGE_FILE}`, badge(data.title, message, found.loads ? 'good' : 'bad')];
  }
}
