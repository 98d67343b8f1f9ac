/** Why symbols changed: from the changed definitions back to the exports that reach them. */
import { VMLINUX } from '../../kernel/module.ts';
import { getOrInsert } from '../../base/maps.ts';
import { compareText } from '../../base/text.ts';
import type { Export } from '../../kernel/export.ts';
import type { Attribution, ChangedType, Unexplained } from '../diff/cause.ts';
import { classify, diffPrototypes } from '../diff/definition-diff.ts';
import { parsePrototype } from '../table/definition-text.ts';
import { differencesBetween, type Difference, type Differences } from '../diff/differences.ts';
import { Reach } from './reach.ts';
import { Region, type PlaceId } from './region.ts';
import {
  compareTypeKeys,
  exportsBySymbol,
  kindOf,
  nameOf,
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
  { compilersDiffer = false, isCause = () => true, providerOf }: AttributionContext = {},
): Attribution {
  const symbols = [...new Set(changed)].sort(compareText);
  const found = new Findings(symbols);
  const [olds, nows] = [exportsBySymbol(before), exportsBySymbol(after)];
  const typed = symbols.filter((symbol) => olds.has(symbol) && nows.has(symbol));
  for (const symbol of typed) {
    const cause = prototypeCause(symbol, olds.get(symbol) ?? [], nows.get(symbol) ?? [], differences);
    // Nothing lies between the symbol and its own declaration.
    if (cause !== undefined) found.reach.add(cause, [found.reach.numberOf(symbol)], 0, () => []);
  }
  const sides = [
    [differences.before, olds],
    [differences.after, nows],
  ] as const;
  for (const [graph, exportsOf] of differences.areNone ? [] : sides) {
    const exports = typed.flatMap((symbol) => exportsOf.get(symbol) ?? []);
    for (const { region, own } of regionsOf(graph, exports)) {
      findInRegion(region, own, { differences, found, isCause });
    }
  }
  const attributed = found.finish();
  const left = symbols.filter((symbol) => !attributed.explanations.has(symbol));
  const untold = untoldAmong(
    left.flatMap((symbol) => nows.get(symbol) ?? []),
    differences,
  );
  const areModulesGiven = hasModules(before) && hasModules(after);
  const spellsOtherwise = compilersDiffer || otherCompilers(before, after);
  const unexplained = left.map((symbol): Unexplained => {
    if (!olds.has(symbol) || !nows.has(symbol)) {
      const isOfModule = (providerOf?.get(symbol) ?? VMLINUX) !== VMLINUX;
      return { symbol, reason: isOfModule && !areModulesGiven ? 'modules-not-given' : 'no-type-information' };
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
  /** Whether a difference is a cause of what is asked about; all are causes of CRCs. */
  readonly isCause?: (difference: Difference) => boolean;
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
  {
    differences,
    found,
    isCause,
  }: {
    readonly differences: Differences;
    readonly found: Findings;
    readonly isCause: (difference: Difference) => boolean;
  },
): void {
  const goals = new Map<Difference, PlaceId[]>();
  region.reachedFrom(exports).forEach((isReached, place) => {
    if (isReached === 0) return;
    const difference = differences.find(region.graph.key(region.node(place)), region.scope(place));
    if (difference === null || !isCause(difference)) return;
    if (difference.because.length > 0) found.addConsequence(difference, region.scope(place));
    else getOrInsert(goals, difference, () => []).push(place);
  });
  // Looked up once: there are thousands of differences, and thousands of exports for each.
  const groups = alike(region, exports, found.reach);
  for (const [difference, places] of goals) {
    const distances = region.distancesTo(places);
    for (const { starts, symbols } of groups) {
      const start = nearest(starts, distances);
      if (start === undefined) continue;
      let way: readonly PlaceId[] | undefined;
      const findWay = () => (way ??= region.wayAlong(distances, start));
      // The name's own definition needs no scope to be told from others.
      if (!difference.isNamesOwn) found.addScope(difference, region.scope(findWay().at(-1) ?? start));
      found.reach.add(difference, symbols, (distances[start] ?? 0) + 1, () =>
        findWay().map((place) => region.graph.key(region.node(place))),
      );
    }
  }
}

/** Exports whose declarations name the same definitions reach the same, and equally far. */
function alike(
  region: Region,
  exports: readonly TypedExport[],
  reach: Reach,
): { readonly starts: readonly PlaceId[]; readonly symbols: readonly number[] }[] {
  const groups = new Map<string, { starts: readonly PlaceId[]; symbols: number[] }>();
  for (const each of exports) {
    const starts = region.startsOf(each);
    if (starts.length === 0) continue;
    getOrInsert(groups, starts.join(' '), () => ({ starts, symbols: [] })).symbols.push(
      reach.numberOf(each.symbol),
    );
  }
  return [...groups.values()];
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

/** Where differences were found, and what became of them. */
class Findings {
  readonly reach: Reach;
  readonly #scopes = new Map<Difference, Set<string>>();
  readonly #consequences = new Set<Difference>();

  constructor(symbols: readonly string[]) {
    this.reach = new Reach(symbols);
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
    const ranked = this.reach.ranked();
    const explanations = this.reach.explain(ranked.map(({ difference }) => difference));
    const nearest = Map.groupBy(explanations.values(), ({ causes }) => causes[0]);
    const causes = ranked.map(({ difference, symbols }, index) => ({
      ...this.#toChangedType(difference),
      symbols,
      nearest: nearest.get(index)?.length ?? 0,
    }));
    const consequences = [...this.#consequences]
      .sort((a, b) => compareTypeKeys(a.key, b.key) || compareText(a.after, b.after))
      .map((difference) => ({ ...this.#toChangedType(difference), because: difference.because }));
    return { causes, consequences, explanations };
  }

  #toChangedType(difference: Difference): ChangedType {
    const { key, before, after, edits, isNamesOwn } = difference;
    const scopes = isNamesOwn ? [] : [...(this.#scopes.get(difference) ?? [])].sort(compareText);
    return { kind: kindOf(key), name: nameOf(key), scopes, class: difference.class, before, after, edits };
  }
}
