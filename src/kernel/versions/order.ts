/** How a product's release names sort. Each scheme is the one that its vendor's own tools apply. */
import { compareText } from '../../base/text.ts';
import { compareDpkgVersions } from './dpkg.ts';
import { compareOpenEulerReleases } from './openeuler.ts';
import { compareRpmVersions } from './rpm.ts';
import { compareUpstreamVersions } from './upstream.ts';

export const VERSION_SCHEMES = ['debian', 'rpm', 'upstream', 'openeuler'] as const;
export type VersionScheme = (typeof VERSION_SCHEMES)[number];

type Comparator = (a: string, b: string) => number;

const COMPARATORS = {
  debian: compareDpkgVersions,
  rpm: compareRpmVersions,
  upstream: compareUpstreamVersions,
  openeuler: compareOpenEulerReleases,
} as const satisfies Record<VersionScheme, Comparator>;

/**
 * Negative if release a precedes b, positive if it follows, 0 only for the same name. Names that the scheme holds to be
 * one version (`2.0` and `2_0` under rpm, `1.0` and `1.00` under dpkg) go by their text, so that a list of releases has
 * one order.
 */
export function compareReleases(scheme: VersionScheme, a: string, b: string): number {
  return COMPARATORS[scheme](a, b) || compareText(a, b);
}
