/**
 * Which guards keep which exports. An export keeps its CRC if every cause that it reaches is neutralised, so for a list of
 * exports there is one smallest set: what they reach. With fewer guards than that, some of the exports stay; which guards keep
 * the most is found exactly where causes can be tried out, and with a bound where they are too many.
 */
import { getOrInsert } from '../../base/maps.ts';
import { EFFORTS, type Effort } from './guards.ts';

/** Indices of causes that one export reaches. */
export interface ReachedCauses {
  readonly symbol: string;
  readonly causes: readonly number[];
}

export interface KeepPlan {
  /** Exports that changed and reach a cause. */
  readonly exports: number;
  /** Of these, kept if every cause of an effort up to this one is guarded. */
  readonly keptUpTo: Readonly<Record<Exclude<Effort, 'none'>, number>>;
  /** The smallest set that keeps all that can be kept: causes in their order. */
  readonly guards: readonly number[];
  /** What no guard keeps: the causes that keep it from being kept, each with how many exports reach it. */
  readonly obstacles: readonly { readonly cause: number; readonly exports: number }[];
  /** The most that so many guards keep, each step keeping more than the one before. Empty if nothing can be kept. */
  readonly steps: readonly KeepStep[];
  /** Whether no other guards of the same number keep more; else `atMost` of each step says how many could. */
  readonly isExact: boolean;
}

export interface KeepStep {
  readonly guards: readonly number[];
  readonly kept: number;
  /** No set of this size keeps more than these. */
  readonly atMost: number;
}

/** Sets of so many causes are tried out one by one: 16,384. */
const MOST_TRIED = 14;
/** Larger parts are split, with and without the cause that most exports reach, this often. */
const MOST_SPLITS = 200;
/** Steps beyond this many guards are no advice for anybody; the last step, which keeps all that can be kept, is always told. */
const MOST_STEPS = 40;

/** @param efforts of each cause */
export function keepPlan(efforts: readonly Effort[], reached: readonly ReachedCauses[]): KeepPlan {
  const groups = groupsOf(reached);
  const worstOf = (causes: readonly number[]) =>
    Math.max(...causes.map((cause) => EFFORTS.indexOf(efforts[cause] ?? 'none')));
  const upTo = (effort: Effort) =>
    sum(groups.filter(({ causes }) => worstOf(causes) <= EFFORTS.indexOf(effort)).map(({ size }) => size));
  const keepable = groups.filter(({ causes }) => worstOf(causes) < EFFORTS.indexOf('none'));
  const found = bestSets(keepable);
  return {
    exports: reached.length,
    keptUpTo: { hidden: upTo('hidden'), placed: upTo('placed'), beside: upTo('beside') },
    guards: causesOf(keepable),
    obstacles: obstaclesAmong(efforts, groups),
    steps: found.steps,
    isExact: found.isExact,
  };
}

/** The causes that have to be guarded so that one export stays; null if one of them cannot be. */
export function guardsFor(efforts: readonly Effort[], causes: readonly number[]): readonly number[] | null {
  return causes.some((cause) => efforts[cause] === 'none') ? null : causes.toSorted((a, b) => a - b);
}

/** Exports that reach the same causes. */
interface Group {
  readonly causes: readonly number[];
  readonly size: number;
}

function groupsOf(reached: readonly ReachedCauses[]): Group[] {
  const groups = new Map<string, { causes: number[]; size: number }>();
  for (const { causes } of reached) {
    const sorted = causes.toSorted((a, b) => a - b);
    getOrInsert(groups, sorted.join(), () => ({ causes: sorted, size: 0 })).size += 1;
  }
  return [...groups.values()];
}

function obstaclesAmong(efforts: readonly Effort[], groups: readonly Group[]): KeepPlan['obstacles'] {
  const reach = new Map<number, number>();
  for (const { causes, size } of groups)
    for (const cause of causes)
      if (efforts[cause] === 'none') reach.set(cause, (reach.get(cause) ?? 0) + size);
  return [...reach]
    .map(([cause, exports]) => ({ cause, exports }))
    .sort((a, b) => b.exports - a.exports || a.cause - b.cause);
}

/** Of one part: for each number of guards, counted from 0, the best set of at most so many and what it keeps. */
interface Choice {
  readonly guards: readonly number[];
  readonly kept: number;
  readonly atMost: number;
}

function bestSets(groups: readonly Group[]): { steps: KeepStep[]; isExact: boolean } {
  const search = new Search();
  const choices = search.choicesOf(groups);
  const steps: KeepStep[] = [];
  for (const [index, choice] of choices.entries()) {
    const isWanted = index < MOST_STEPS || index === choices.length - 1;
    if (isWanted && choice.kept > (steps.at(-1)?.kept ?? 0))
      steps.push({ ...choice, guards: choice.guards.toSorted((a, b) => a - b) });
  }
  return { steps, isExact: search.isExact };
}

class Search {
  isExact = true;
  #splits = MOST_SPLITS;

  /** By the number of guards, from none on. */
  choicesOf(groups: readonly Group[]): Choice[] {
    const kept = sum(groups.filter(({ causes }) => causes.length === 0).map(({ size }) => size));
    let choices: Choice[] = [{ guards: [], kept, atMost: kept }];
    for (const part of partsOf(groups.filter(({ causes }) => causes.length > 0)))
      choices = combine(choices, this.#choicesIn(part));
    return choices;
  }

  #choicesIn(part: readonly Group[]): Choice[] {
    const bundles = bundlesOf(part);
    if (bundles.length <= MOST_TRIED) return tried(bundles, part);
    if (this.#splits === 0) {
      this.isExact = false;
      return grown(bundles, part);
    }
    this.#splits -= 1;
    const reach = (bundle: readonly number[]) =>
      sum(part.filter(({ causes }) => causes.includes(bundle[0] ?? -1)).map(({ size }) => size));
    const common = bundles.reduce((one, other) => (reach(other) > reach(one) ? other : one));
    const has = ({ causes }: Group) => causes.includes(common[0] ?? -1);
    const without = this.choicesOf(part.filter((group) => !has(group)));
    const withIt = this.choicesOf(
      part.map(({ causes, size }) => ({ causes: causes.filter((cause) => !common.includes(cause)), size })),
    );
    return better(
      without,
      withIt.map((choice) => ({ ...choice, guards: [...common, ...choice.guards] })),
      common.length,
    );
  }
}

/** The better of two at each number of guards; the second ones need so many more. */
function better(a: readonly Choice[], b: readonly Choice[], more: number): Choice[] {
  const length = Math.max(a.length, b.length + more);
  let best: Choice = { guards: [], kept: 0, atMost: 0 };
  return Array.from({ length }, (_, count) => {
    for (const choice of [a[count], b[count - more]]) {
      if (choice === undefined) continue;
      const atMost = Math.max(best.atMost, choice.atMost);
      best = choice.kept > best.kept ? { ...choice, atMost } : { ...best, atMost };
    }
    return best;
  });
}

/** Guards of one part keep nothing of another: what both keep together is what each does. */
function combine(a: readonly Choice[], b: readonly Choice[]): Choice[] {
  const combined: Choice[] = [];
  for (let count = 0; count < a.length + b.length - 1; count += 1) {
    let best: Choice | undefined;
    let atMost = 0;
    for (let first = Math.max(0, count - b.length + 1); first <= Math.min(count, a.length - 1); first += 1) {
      const [x, y] = [a[first], b[count - first]];
      if (x === undefined || y === undefined) continue;
      atMost = Math.max(atMost, x.atMost + y.atMost);
      if (best === undefined || x.kept + y.kept > best.kept)
        best = { guards: [...x.guards, ...y.guards], kept: x.kept + y.kept, atMost };
    }
    if (best !== undefined) combined.push({ ...best, atMost });
  }
  return combined;
}

/** Groups that share causes, directly or through others. */
function partsOf(groups: readonly Group[]): Group[][] {
  const partOf = new Map<number, number>();
  const parts: Group[][] = [];
  for (const group of groups) {
    const found = [...new Set(group.causes.flatMap((cause) => partOf.get(cause) ?? []))];
    const [first = parts.length, ...others] = found;
    const part = (parts[first] ??= []);
    part.push(group);
    for (const other of others) {
      part.push(...(parts[other] ?? []));
      parts[other] = [];
    }
    for (const { causes } of part) for (const cause of causes) partOf.set(cause, first);
  }
  return parts.filter((part) => part.length > 0);
}

/** Causes that stand in the same groups are needed together, and count as one with as many guards as there are. */
function bundlesOf(groups: readonly Group[]): number[][] {
  const places = new Map<number, number[]>();
  groups.forEach(({ causes }, index) => {
    for (const cause of causes) getOrInsert(places, cause, () => []).push(index);
  });
  return [...Map.groupBy(places, ([, own]) => own.join()).values()].map((bundle) =>
    bundle.map(([cause]) => cause),
  );
}

/** Every set of bundles: the groups inside each are summed over its subsets, one bundle after the other. */
function tried(bundles: readonly (readonly number[])[], groups: readonly Group[]): Choice[] {
  const bundleOf = bundleOfCause(bundles);
  const kept = new Float64Array(1 << bundles.length);
  for (const { causes, size } of groups) {
    const set = causes.reduce((bits, cause) => bits | (1 << (bundleOf.get(cause) ?? 0)), 0);
    kept[set] = (kept[set] ?? 0) + size;
  }
  bundles.forEach((_, bundle) => {
    for (let set = 0; set < kept.length; set += 1)
      if ((set & (1 << bundle)) !== 0) kept[set] = (kept[set] ?? 0) + (kept[set ^ (1 << bundle)] ?? 0);
  });
  const bestOf = new Map<number, number>();
  for (let set = 0; set < kept.length; set += 1) {
    const size = sum(bundles.map(({ length }, bundle) => ((set & (1 << bundle)) === 0 ? 0 : length)));
    const known = bestOf.get(size);
    if (known === undefined || (kept[set] ?? 0) > (kept[known] ?? 0)) bestOf.set(size, set);
  }
  let best: Choice = { guards: [], kept: 0, atMost: 0 };
  return Array.from({ length: sum(bundles.map(({ length }) => length)) + 1 }, (_, count) => {
    const set = bestOf.get(count);
    const own = set === undefined ? 0 : (kept[set] ?? 0);
    if (set !== undefined && own > best.kept)
      best = {
        guards: bundles.filter((__, bundle) => (set & (1 << bundle)) !== 0).flat(),
        kept: own,
        atMost: own,
      };
    return best;
  });
}

/**
 * One group after the other is kept as well: that which keeps the most exports per guard that it still needs. No set of so
 * many guards keeps an export that needs more.
 */
function grown(bundles: readonly (readonly number[])[], groups: readonly Group[]): Choice[] {
  const bundleOf = bundleOfCause(bundles);
  const needs = groups.map(({ causes, size }) => ({
    bundles: [...new Set(causes.flatMap((cause) => bundleOf.get(cause) ?? []))],
    size,
  }));
  type Need = (typeof needs)[number];
  const chosen = new Set<number>();
  const missing = ({ bundles: own }: Need) => own.filter((bundle) => !chosen.has(bundle));
  const cost = (own: readonly number[]) => sum(own.map((bundle) => bundles[bundle]?.length ?? 0));
  const sets = new Map<number, { guards: readonly number[]; kept: number }>();
  for (let open: Need[] = needs; open.length > 0; open = open.filter((need) => missing(need).length > 0)) {
    const worth = (need: Need) => {
      const more = new Set(missing(need));
      const isKeptToo = (each: Need) => missing(each).every((bundle) => more.has(bundle));
      return sum(open.filter(isKeptToo).map(({ size }) => size)) / cost([...more]);
    };
    const [best] = open.map((need) => ({ need, worth: worth(need) })).sort((a, b) => b.worth - a.worth);
    for (const bundle of best === undefined ? [] : missing(best.need)) chosen.add(bundle);
    const guards = [...chosen].flatMap((bundle) => bundles[bundle] ?? []);
    const kept = sum(needs.filter((need) => missing(need).length === 0).map(({ size }) => size));
    sets.set(guards.length, { guards, kept });
  }
  let best: Pick<Choice, 'guards' | 'kept'> = { guards: [], kept: 0 };
  return Array.from({ length: sum(bundles.map(({ length }) => length)) + 1 }, (_, count) => {
    best = sets.get(count) ?? best;
    const atMost = sum(groups.filter(({ causes }) => causes.length <= count).map(({ size }) => size));
    return { ...best, atMost };
  });
}

function bundleOfCause(bundles: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  return new Map(bundles.flatMap((causes, index) => causes.map((cause) => [cause, index] as const)));
}

function causesOf(groups: readonly Group[]): number[] {
  return [...new Set(groups.flatMap(({ causes }) => causes))].sort((a, b) => a - b);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
