/** rpm's order: rpm-version(7); rpmvercmp() in rpmio/rpmvercmp.c and rpmverCmp() in rpmio/rpmver.c. */
import { compareText } from '../../base/text.ts';
import { compareDigits } from './digits.ts';

/**
 * Compares `[epoch:]version[-release]`. No epoch means epoch 0; no release precedes any. A version holds no hyphen, so
 * the first one starts the release: names with more of them, such as `5.14.21-150400.24.100-default`, keep to the
 * order of their parts.
 */
export function compareRpmVersions(a: string, b: string): number {
  const x = splitEvr(a);
  const y = splitEvr(b);
  return (
    compareRpmSegments(x.epoch, y.epoch) ||
    compareRpmSegments(x.version, y.version) ||
    compareRpmSegments(x.release, y.release)
  );
}

interface Evr {
  readonly epoch: string;
  readonly version: string;
  readonly release: string;
}

function splitEvr(text: string): Evr {
  const epoch = /^\d+(?=:)/.exec(text)?.[0];
  const rest = epoch === undefined ? text : text.slice(epoch.length + 1);
  const hyphen = rest.indexOf('-');
  return {
    epoch: epoch ?? '0',
    version: hyphen < 0 ? rest : rest.slice(0, hyphen),
    release: hyphen < 0 ? '' : rest.slice(hyphen + 1),
  };
}

/** rpmvercmp(): numbers, words, `~` and `^` count; all else only separates. 0 for spellings of one version. */
export function compareRpmSegments(a: string, b: string): number {
  const x = segments(a);
  const y = segments(b);
  for (let i = 0; i < x.length || i < y.length; i += 1) {
    const order = compareSegments(x[i], y[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function segments(text: string): string[] {
  return text.match(/\d+|[A-Za-z]+|[~^]/g) ?? [];
}

function compareSegments(a: string | undefined, b: string | undefined): number {
  const rank = segmentRank(a);
  const difference = rank - segmentRank(b);
  if (difference !== 0 || a === undefined || b === undefined) return difference;
  return rank === NUMBER ? compareDigits(a, b) : compareText(a, b);
}

const NUMBER = 4;

/** `~` before the end of the text, `^` right after it, numbers after words. */
function segmentRank(segment: string | undefined): number {
  if (segment === undefined) return 1;
  if (segment === '~') return 0;
  if (segment === '^') return 2;
  return /^\d/.test(segment) ? NUMBER : 3;
}
