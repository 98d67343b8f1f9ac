/**
 * kernel.org's order: VERSION.PATCHLEVEL.SUBLEVEL and EXTRAVERSION of the kernel's Makefile, with release candidates
 * before their release (Documentation/process/2.Process.rst). No tool of the kernel compares them; `git tag --sort`
 * with versionsort.suffix=-rc, which maintainers use, agrees.
 */
import { compareText } from '../../base/text.ts';
import { compareDigits } from './digits.ts';
import { compareRpmSegments } from './rpm.ts';

/** What came before a release, earliest first: 2.6.0-test1, 2.4.19-pre1, 6.12-rc1. */
const PRERELEASES = ['test', 'pre', 'rc'] as const;

/**
 * `6.12-rc1` < `6.12` < `6.12.1`. `6.12` and `6.12.0` are one version. What follows the version proper
 * (`-next-20240101`, `-00123-gabcdef0`, a local version) comes after the bare version, before the next. Names without a
 * version, such as `next-20240101`, follow all others, by their numbers.
 */
export function compareUpstreamVersions(a: string, b: string): number {
  const x = parseVersion(a);
  const y = parseVersion(b);
  if (x === undefined || y === undefined) {
    if (x !== undefined) return -1;
    if (y !== undefined) return 1;
    return compareRpmSegments(a, b) || compareText(a, b);
  }
  return (
    compareNumberLists(x.numbers, y.numbers) ||
    x.stage - y.stage ||
    compareDigits(x.candidate, y.candidate) ||
    compareRpmSegments(x.suffix, y.suffix)
  );
}

interface UpstreamVersion {
  readonly numbers: readonly string[];
  /** Index into PRERELEASES; its length for the release itself. */
  readonly stage: number;
  /** The 1 of `-rc1`; empty for the release itself. */
  readonly candidate: string;
  readonly suffix: string;
}

const VERSION = /^v?(?<numbers>\d+(?:\.\d+)+)(?:-(?<stage>test|pre|rc)(?<candidate>\d+))?(?<suffix>.*)$/;

function parseVersion(text: string): UpstreamVersion | undefined {
  const groups = VERSION.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const stage = PRERELEASES.findIndex((each) => each === groups['stage']);
  return {
    numbers: (groups['numbers'] ?? '').split('.'),
    stage: stage < 0 ? PRERELEASES.length : stage,
    candidate: groups['candidate'] ?? '',
    suffix: groups['suffix'] ?? '',
  };
}

function compareNumberLists(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length || i < b.length; i += 1) {
    const order = compareDigits(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
