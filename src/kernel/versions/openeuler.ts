/**
 * openEuler's order. Its releases are named by year and month, `-LTS` for the long-lived ones, and `-SP<n>` for each
 * service pack of those (openeuler.org, "Lifecycle"); its kernels are rpm packages: `5.10.0-60.18.0.50.oe2203`.
 */
import { compareRpmSegments, compareRpmVersions } from './rpm.ts';

/**
 * `20.03-LTS` < `20.03-LTS-SP1` < `22.03-LTS` < `22.09`. What follows the release proper, as in `22.03-LTS-tip`, stands
 * for a later state of it: after the release, before the next service pack. Anything that is not a release name sorts as
 * an rpm version, before all release names.
 */
export function compareOpenEulerReleases(a: string, b: string): number {
  const x = parseRelease(a);
  const y = parseRelease(b);
  if (x === undefined || y === undefined) {
    if (x !== undefined) return 1;
    if (y !== undefined) return -1;
    return compareRpmVersions(a, b);
  }
  return (
    x.month - y.month ||
    x.longTerm - y.longTerm ||
    x.servicePack - y.servicePack ||
    compareRpmSegments(x.suffix, y.suffix)
  );
}

interface OpenEulerRelease {
  /** 2003 for 20.03. */
  readonly month: number;
  readonly longTerm: 0 | 1;
  /** 0 before the first. */
  readonly servicePack: number;
  readonly suffix: string;
}

/** The first release was 20.03: a kernel version never starts so. */
const RELEASE =
  /^(?:openEuler-)?(?<year>[2-9]\d)\.(?<month>0[1-9]|1[0-2])(?<lts>-LTS(?:-SP(?<pack>\d+))?)?(?<suffix>-.*)?$/;

function parseRelease(text: string): OpenEulerRelease | undefined {
  const groups = RELEASE.exec(text)?.groups;
  if (groups === undefined) return undefined;
  return {
    month: Number(groups['year']) * 100 + Number(groups['month']),
    longTerm: groups['lts'] === undefined ? 0 : 1,
    servicePack: Number(groups['pack'] ?? 0),
    suffix: groups['suffix'] ?? '',
  };
}
