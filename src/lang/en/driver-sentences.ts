/** Where the builds of a driver load, in words. */
import type { LoadVerdict } from '../../load/verdict.ts';
import { count, counted, listed } from '../../base/text.ts';

/** What one build of a driver is on the releases of the product that it was made for. */
export interface DriverReach {
  /** Title of the product. */
  readonly title: string;
  readonly release: string;
  readonly variant: string;
  /** Symbols that the build needs from the kernel. */
  readonly imports: number;
  /** Of the variant, oldest first. */
  readonly releases: readonly ReleaseVerdict[];
}

export interface ReleaseVerdict {
  readonly release: string;
  readonly verdict: LoadVerdict;
  /** As symbolsBehind counts them. */
  readonly symbols: number;
}

/** Releases named one by one; of more, their number is said. */
const MOST_NAMED = 4;

/** Where the build loads, and what is different on the releases next to those. */
export function reachSentence(reach: DriverReach): string {
  const { title, release, variant } = reach;
  const neighbours = neighboursOf(reach).map((each, index) => difference(each, reach, index === 0));
  const rest = neighbours.length === 0 ? '' : `; ${listed(neighbours)}`;
  return `The build for ${title} ${release} on ${variant} loads on ${where(reach)}${rest}.`;
}

/** The same in a few words: for lists, descriptions and citations. */
export function reachFinding({ title, release, variant, releases }: DriverReach): string {
  const loads = releases.filter(({ verdict }) => verdict === 'loads').length;
  const all = counted(releases.length, 'release', 'releases');
  return `the build for ${title} ${release} on ${variant} loads on ${count(loads)} of ${all} of ${title} on file`;
}

/** The same for a title. */
export function reachHeadline({ title, releases }: DriverReach): string {
  const loads = releases.filter(({ verdict }) => verdict === 'loads').length;
  return `loads on ${count(loads)} of ${counted(releases.length, 'release', 'releases')} of ${title}`;
}

function where({ title, releases }: DriverReach): string {
  const loads = releases.filter(({ verdict }) => verdict === 'loads').map(({ release }) => release);
  if (loads.length === 0) return `no release of ${title} on file`;
  if (loads.length === 1) return `${loads.join('')} only`;
  if (loads.length === releases.length) return `all ${count(loads.length)} releases of ${title} on file`;
  if (loads.length <= MOST_NAMED) return listed(loads);
  return `${count(loads.length)} of the ${count(releases.length)} releases of ${title} on file`;
}

/** The releases at which the row of those that load it ends, on either side of the one that it was built for. */
function neighboursOf({ release, releases }: DriverReach): ReleaseVerdict[] {
  const own = releases.findIndex((each) => each.release === release);
  const isEnd = ({ verdict }: ReleaseVerdict) => verdict !== 'loads';
  const before = releases.slice(0, own + 1).findLast(isEnd);
  const after = releases.slice(own).find(isEnd);
  return [...new Set([before, after])].filter((each) => each !== undefined);
}

function difference(
  { release, verdict, symbols }: ReleaseVerdict,
  { imports }: DriverReach,
  isFirst: boolean,
) {
  const n = isFirst ? `${count(symbols)} of its ${counted(imports, 'import', 'imports')}` : count(symbols);
  switch (verdict) {
    case 'loads':
      return `${release} loads it`;
    case 'rebuild':
      return symbols === 0 ? `${release} demands a rebuild` : `${release} differs in ${n}`;
    case 'missing':
      return `${release} does not offer ${n}`;
    case 'unknown':
      return `of ${release} it is unknown`;
    case 'refused':
      return `${release} refuses it as it is`;
  }
}
