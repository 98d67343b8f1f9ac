/** What would have kept one pair of builds, or the exports of a list. */
import type { Diff } from '../../../src/history/diff.ts';
import { compareText } from '../../../src/base/text.ts';
import { outsideImports, type RegisteredDriver } from '../../../src/load/registered-driver.ts';
import type { Keepable } from '../../../src/views/cause/keep-facts.ts';
import type { Cause } from '../../../src/types/diff/cause.ts';
import { guardsFor, keepPlan, type KeepPlan, type ReachedCauses } from '../../../src/types/keep/plan.ts';
import { proveGuards, type GuardProof } from '../../../src/types/keep/proof.ts';
import type { Advice } from '../../../src/types/keep/advice.ts';
import type { Build } from '../operands.ts';
import type { Explained } from '../report/explain.ts';

export interface Kept {
  readonly a: Build;
  readonly b: Build;
  readonly diff: Diff;
  readonly explained: Explained;
  /** Causes that the exports at hand reach, as they are counted from here on. */
  readonly causes: readonly KeptCause[];
  readonly keep: KeepPlan;
  /** By name: the guards that each export needs; null if it cannot be kept. */
  readonly symbols: readonly { readonly symbol: string; readonly guards: readonly number[] | null }[];
  readonly drivers: readonly KeptDriver[];
  readonly unexplained: readonly string[];
  /** What came of computing the CRCs of what is kept again; undefined where not both builds come with symtypes. */
  readonly proof?: GuardProof | undefined;
}

export interface KeptCause {
  readonly cause: Cause;
  readonly advice: Advice;
  /** Number of the exports at hand that reach it. */
  readonly symbols: number;
}

export interface KeptDriver {
  readonly name: string;
  readonly title: string;
  readonly imports: number;
  readonly causes: readonly number[];
  /** Null if its imports cannot all be kept. */
  readonly guards: readonly number[] | null;
}

/** @param wanted the exports to keep; undefined: all */
export function keptBetween(
  { a, b, diff, explained }: Pick<Kept, 'a' | 'b' | 'diff' | 'explained'>,
  wanted: ReadonlySet<string> | undefined,
  drivers: readonly RegisteredDriver[],
): Kept {
  const { attribution, advice: all } = explained;
  const isWanted = (symbol: string) => wanted?.has(symbol) ?? true;
  // CRCs that say nothing of each other cannot be kept.
  const explanations = explained.inType === undefined ? [...attribution.explanations.values()] : [];
  const own = explanations.filter(({ symbol }) => isWanted(symbol));
  const reached = new Map<number, number>();
  for (const { causes } of own) for (const cause of causes) reached.set(cause, (reached.get(cause) ?? 0) + 1);
  const places = [...reached.keys()].sort((x, y) => x - y);
  const placeOf = new Map(places.map((cause, place) => [cause, place]));
  const causes = places.flatMap((index): KeptCause[] => {
    const [cause, advice] = [attribution.causes[index], all[index]];
    return cause === undefined || advice === undefined
      ? []
      : [{ cause, advice, symbols: reached.get(index) ?? 0 }];
  });
  const efforts = causes.map(({ advice }) => advice.effort);
  const exports = own
    .map(({ symbol, causes: indices }): ReachedCauses => ({
      symbol,
      causes: indices.flatMap((index) => placeOf.get(index) ?? []),
    }))
    .sort((x, y) => compareText(x.symbol, y.symbol));
  const bySymbol = new Map(exports.map((each) => [each.symbol, each.causes]));
  return {
    ...{ a, b, diff, explained, causes },
    keep: keepPlan(efforts, exports),
    symbols: exports.map(({ symbol, causes: indices }) => ({ symbol, guards: guardsFor(efforts, indices) })),
    drivers: drivers.flatMap(({ name, record, builds }): KeptDriver[] => {
      const imports = new Set(builds.flatMap(outsideImports));
      const changed = [...imports].flatMap((symbol) => {
        const indices = bySymbol.get(symbol);
        return indices === undefined ? [] : [indices];
      });
      if (changed.length === 0) return [];
      const needed = [...new Set(changed.flat())].sort((x, y) => x - y);
      return [
        {
          ...{ name, title: record.title, imports: changed.length, causes: needed },
          guards: guardsFor(efforts, needed),
        },
      ];
    }),
    unexplained: (explained.inType === undefined ? attribution.unexplained : [])
      .map(({ symbol }) => symbol)
      .filter(isWanted),
  };
}

/** With the proof, where symtypes are at hand to compute CRCs from. */
export async function proven(kept: Kept): Promise<Kept> {
  const [before, after] = [await kept.a.loadSymtypes?.(), await kept.b.loadSymtypes?.()];
  if (before === undefined || before.generator !== after?.generator) return kept;
  const symbols = kept.symbols.flatMap(({ symbol, guards }) => (guards === null ? [] : [symbol]));
  const guarded = kept.keep.guards.flatMap((place) => kept.causes[place]?.cause ?? []);
  return { ...kept, proof: proveGuards(before, after, guarded, symbols) };
}

export function keepableOf({ causes, keep, drivers, unexplained, explained }: Kept): Keepable {
  return {
    causes: causes.map(({ cause, advice, symbols }) => ({
      ...{ kind: cause.kind, name: cause.name, scopes: cause.scopes, symbols, advice },
    })),
    keep,
    unexplained: unexplained.length,
    exact: explained.attribution.exact,
    drivers,
  };
}
