/** Why symbols changed: from the changed definitions back to the exports that reach them. */
import { getOrInsert } from '../../base/maps.ts';
import { compareText } from '../../base/text.ts';
import type { Export } from '../../kernel/export.ts';
import type { Attribution, ChangedType, Explanation, Unexplained } from '../diff/cause.ts';
import { classify, diffPrototypes } from '../diff/definition-diff.ts';
import { parsePrototype } from '../table/definition-text.ts';
import { differencesBetween, type Difference, type Differences } from '../diff/differences.ts';
import { Region, type PlaceId } from './region.ts';
import {
  compareTypeKeys,
  exportsBySymbol,
  kindOf,
  nameOf,
  VMLINUX,
  type TypedExport,
  type TypeTable,
} from '../table/table.ts';
import type { TypeGraph } from '../table/type-graph.ts';

/**
 * Finds the causes of changes. The tables must be of one source.
 *
 * @param before and `after`: of one source
 * @param changed symbols on both sides whose CRC differs. With genksyms this changes nothing: an export that reaches a
 * changed definition has another CRC. With BTF, which shows more than genksyms saw, it keeps out what did not change.
 */
export function attribute(
  before: TypeTable,
  after: TypeTable,
  changed: Iterable<string>,
  differences = differencesBetween(before, after),
  { compilersDiffer = false, providerOf }: AttributionContext = {},
): Attribution {
  const found = new Findings();
  const symbols = [...new Set(changed)].sort(compareText);
  const [olds, nows] = [exportsBySymbol(before), exportsBySymbol(after)];
  const typed = symbols.filter((symbol) => olds.has(symbol) && nows.has(symbol));
  for (const symbol of typed) {
    const cause = prototypeCause(symbol, olds.get(symbol) ?? [], nows.get(symbol) ?? [], differences);
    // Nothing lies between the symbol and its own declaration.
    if (cause !== undefined && found.of(symbol).add(cause, 0)) found.of(symbol).ways.set(cause, []);
  }
  const sides = [
    [differences.before, olds],
    [differences.after, nows],
  ] as const;
  for (const [graph, exportsOf] of differences.areNone ? [] : sides) {
    const exports = typed.flatMap((symbol) => exportsOf.get(symbol) ?? []);
    for (const { region, own } of regionsOf(graph, exports)) findInRegion(region, own, differences, found);
  }
  const attributed = found.finish();
  const left = symbols.filter((symbol) => !attributed.explanations.has(symbol));
  const untold = untoldAmong(
    left.flatMap((symbol) => nows.get(symbol) ?? []),
    differences,
  );
  const spellsOtherwise = compilersDiffer || otherCompilers(before, after);
  const unexplained = left.map((symbol): Unexplained => {
    if (!olds.has(symbol) || !nows.has(symbol)) {
      const isOfModule = (providerOf?.get(symbol) ?? VMLINUX) !== VMLINUX;
      const isGiven = hasModules(before) && hasModules(after);
      return { symbol, reason: isOfModule && !isGiven ? 'modules-not-given' : 'no-type-information' };
    }
    if (untold.has(symbol)) return { symbol, reason: 'layout-not-told' };
    const isSpelling = spellsOtherwise && before.source === 'gendwarfksyms';
    return { symbol, reason: isSpelling ? 'compilers-differ' : 'no-difference-found' };
  });
  return { ...attributed, unexplained, exact: before.source !== 'btf' };
}

export interface AttributionContext {
  /** Whether it is known that other compilers, or versions of one, made the two builds. */
  readonly compilersDiffer?: boolean;
  /** The module that exports each symbol in the newer build. */
  readonly providerOf?: ReadonlyMap<string, string>;
}

/** Which module provides each of a build's exports. */
export function providersIn(
  exports: readonly Pick<Export, 'symbol' | 'module'>[],
): ReadonlyMap<string, string> {
  return new Map(exports.map(({ symbol, module }) => [symbol, module]));
}

/** Whether a table has types of any module; a kernel's image and its headers have those of vmlinux only. */
function hasModules({ source, exports }: TypeTable): boolean {
  return source !== 'btf' || exports.some(({ scope }) => scope !== VMLINUX);
}

/** As the habits in two tables show; unknown ones are no others. */
export function otherCompilers(before: TypeTable, after: TypeTable): boolean {
  const [a, b] = [before.compiler ?? null, after.compiler ?? null];
  return a !== null && b !== null && a !== b;
}

/** Those of some exports that reach a definition of which one side does not tell all. */
function untoldAmong(exports: readonly TypedExport[], differences: Differences): ReadonlySet<string> {
  const found = new Set<string>();
  if (differences.areNone) return found;
  for (const { region, own } of regionsOf(differences.after, exports)) {
    const places: PlaceId[] = [];
    region.reachedFrom(own).forEach((isReached, place) => {
      if (isReached === 0) return;
      if (differences.isUntold(region.graph.key(region.node(place)), region.scope(place))) places.push(place);
    });
    if (places.length === 0) continue;
    const distances = region.distancesTo(places);
    for (const each of own) {
      if (region.startsOf(each).some((start) => distances[start] !== -1)) found.add(each.symbol);
    }
  }
  return found;
}

/**
 * Modules share the definitions of vmlinux, which one region for all walks through once. Object files share none: all in
 * one region would be as many places as files times types.
 */
function regionsOf(
  graph: TypeGraph,
  exports: readonly TypedExport[],
): { readonly region: Region; readonly own: readonly TypedExport[] }[] {
  if (graph.table.source === 'btf') return [{ region: Region.ofAll(graph), own: exports }];
  const byScope = Map.groupBy(exports, ({ scope }) => scope);
  return [...byScope.values()].map((own) => ({ region: new Region(graph, own), own }));
}

function findInRegion(
  region: Region,
  exports: readonly TypedExport[],
  differences: Differences,
  found: Findings,
): void {
  const goals = new Map<Difference, PlaceId[]>();
  region.reachedFrom(exports).forEach((isReached, place) => {
    if (isReached === 0) return;
    const difference = differences.find(region.graph.key(region.node(place)), region.scope(place));
    if (difference === null) return;
    if (difference.because.length > 0) found.addConsequence(difference, region.scope(place));
    else getOrInsert(goals, difference, () => []).push(place);
  });
  // Looked up once: there are hundreds of differences, and thousands of exports for each.
  const reaching = exports.map((each) => ({
    starts: region.startsOf(each),
    reached: found.of(each.symbol),
  }));
  for (const [difference, places] of goals) {
    const distances = region.distancesTo(places);
    for (const { starts, reached } of reaching) {
      const start = nearest(starts, distances);
      if (start === undefined) continue;
      const isWayWanted = reached.add(difference, (distances[start] ?? 0) + 1);
      if (!isWayWanted && difference.isNamesOwn) continue;
      const way = region.wayAlong(distances, start);
      // The name's own definition needs no scope to be told from others.
      if (!difference.isNamesOwn) found.addScope(difference, region.scope(way.at(-1) ?? start));
      if (isWayWanted)
        reached.ways.set(
          difference,
          way.map((place) => region.graph.key(region.node(place))),
        );
    }
  }
}

function nearest(starts: readonly PlaceId[], distances: Int32Array): PlaceId | undefined {
  let best: PlaceId | undefined;
  for (const start of starts) {
    const distance = distances[start] ?? -1;
    if (distance >= 0 && (best === undefined || distance < (distances[best] ?? 0))) best = start;
  }
  return best;
}

/** The declaration of the export itself. Where BTF has several functions of the name, one that stayed speaks for none. */
function prototypeCause(
  symbol: string,
  olds: readonly TypedExport[],
  nows: readonly TypedExport[],
  differences: Differences,
): Difference | undefined {
  const [old, now] = [olds[0], nows[0]];
  if (old === undefined || now === undefined) return undefined;
  if (olds.some(({ text }) => nows.some((each) => each.text === text))) return undefined;
  const [a, b] = [parsePrototype(old.text), parsePrototype(now.text)];
  if (a === undefined || b === undefined) return undefined;
  const sides = differences.sidesIn(now.scope);
  const edits = diffPrototypes(a, b, sides);
  return {
    key: `${b.kind as 'typedef'} ${symbol}`,
    before: old.text,
    after: now.text,
    class: classify(b.kind, edits),
    edits,
    isNamesOwn: true,
    because: [],
  };
}

/** The causes found of one symbol. */
class Reached {
  /** How far each is; 0 is the symbol's own declaration. */
  readonly distances = new Map<Difference, number>();
  /** To the nearest ones: the types on the way, the cause's own last. */
  readonly ways = new Map<Difference, readonly string[]>();
  #nearest = Infinity;

  /** @returns whether it is among the nearest so far, and the way to it is yet to be told */
  add(difference: Difference, distance: number): boolean {
    const known = this.distances.get(difference);
    if (known === undefined || distance < known) this.distances.set(difference, distance);
    if (distance > this.#nearest) return false;
    if (distance < this.#nearest) this.ways.clear();
    this.#nearest = distance;
    return !this.ways.has(difference);
  }
}

/** What was found so far. */
class Findings {
  readonly #scopes = new Map<Difference, Set<string>>();
  readonly #bySymbol = new Map<string, Reached>();
  readonly #consequences = new Set<Difference>();

  /** To be added to. */
  of(symbol: string): Reached {
    return getOrInsert(this.#bySymbol, symbol, () => new Reached());
  }

  addConsequence(difference: Difference, scope: string): void {
    this.#consequences.add(difference);
    this.addScope(difference, scope);
  }

  /** @param scope where the difference was seen from */
  addScope(difference: Difference, scope: string): void {
    getOrInsert(this.#scopes, difference, () => new Set<string>()).add(scope);
  }

  finish(): Pick<Attribution, 'causes' | 'consequences' | 'explanations'> {
    const reached = new Map<Difference, string[]>();
    const nearTo = new Map<Difference, number>();
    for (const [symbol, { distances, ways }] of this.#bySymbol) {
      for (const difference of distances.keys()) getOrInsert(reached, difference, () => []).push(symbol);
      for (const difference of ways.keys()) nearTo.set(difference, (nearTo.get(difference) ?? 0) + 1);
    }
    const ranked = [...reached].sort(
      ([a, mine], [b, others]) =>
        others.length - mine.length ||
        (nearTo.get(b) ?? 0) - (nearTo.get(a) ?? 0) ||
        compareText(a.key, b.key) ||
        compareText(a.after, b.after),
    );
    const ranks = new Map(ranked.map(([difference], index) => [difference, index]));
    const explanations = this.#explain((difference) => ranks.get(difference) ?? 0);
    const nearest = Map.groupBy(explanations.values(), ({ causes }) => causes[0]);
    const causes = ranked.map(([difference, symbols], index) => ({
      ...this.#toChangedType(difference),
      symbols: symbols.sort(compareText),
      nearest: nearest.get(index)?.length ?? 0,
    }));
    const consequences = [...this.#consequences]
      .sort((a, b) => compareTypeKeys(a.key, b.key) || compareText(a.after, b.after))
      .map((difference) => ({ ...this.#toChangedType(difference), because: difference.because }));
    return { causes, consequences, explanations };
  }

  #explain(rankOf: (difference: Difference) => number): Map<string, Explanation> {
    const explanations = new Map<string, Explanation>();
    const symbols = [...this.#bySymbol]
      .filter(([, { distances }]) => distances.size > 0)
      .sort(([a], [b]) => compareText(a, b));
    for (const [symbol, { distances, ways }] of symbols) {
      const causes = [...distances]
        .sort(([a, near], [b, far]) => near - far || rankOf(a) - rankOf(b))
        .map(([difference]) => rankOf(difference));
      const [way] = [...ways].sort(([a], [b]) => rankOf(a) - rankOf(b));
      explanations.set(symbol, { symbol, causes, path: [symbol, ...(way?.[1] ?? [])] });
    }
    return explanations;
  }

  #toChangedType(difference: Difference): ChangedType {
    const { key, before, after, edits, isNamesOwn } = difference;
    const scopes = isNamesOwn ? [] : [...(this.#scopes.get(difference) ?? [])].sort(compareText);
    return { kind: kindOf(key), name: nameOf(key), scopes, class: difference.class, before, after, edits };
  }
}
