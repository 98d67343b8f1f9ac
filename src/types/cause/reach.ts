/** How far changed definitions are from each changed symbol, and the ways to the nearest of them. */
import { getOrInsert } from '../../base/maps.ts';
import { compareText } from '../../base/text.ts';
import type { Explanation } from '../diff/cause.ts';
import type { Difference } from '../diff/differences.ts';

/** The types on the way to a difference, the nearest to the symbol first, the difference's own last. */
type Way = readonly string[];

/** Longer ways are only in damaged tables, and all count as this long. */
const LONGEST = 0xfffe;

/**
 * A new series changes thousands of definitions that tens of thousands of symbols reach. As a number each, the pairs take
 * 100 MB; as entries of maps, ten times that.
 */
export class Reach {
  /** Sorted. */
  readonly symbols: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  /** Per symbol one more than the distance; 0 where it does not reach the difference. */
  readonly #steps = new Map<Difference, Uint16Array>();
  /** Per symbol what the nearest difference so far has there; 0 if none is known yet. */
  readonly #nearest: Uint16Array;
  /** Per symbol to its nearest differences. */
  readonly #ways: readonly Map<Difference, Way>[];

  constructor(symbols: Iterable<string>) {
    this.symbols = [...new Set(symbols)].sort(compareText);
    this.#numbers = new Map(this.symbols.map((symbol, number) => [symbol, number]));
    this.#nearest = new Uint16Array(this.symbols.length);
    this.#ways = this.symbols.map(() => new Map());
  }

  /** @throws {Error} if it is none of the symbols */
  numberOf(symbol: string): number {
    const number = this.#numbers.get(symbol);
    if (number === undefined) throw new Error(`${symbol} is none of the symbols`);
    return number;
  }

  /**
   * @param symbols their numbers; each reaches the difference at the distance, which is 0 for its own declaration
   * @param way asked for only if the difference is among the nearest of one of them so far
   */
  add(difference: Difference, symbols: readonly number[], distance: number, way: () => Way): void {
    const steps = getOrInsert(this.#steps, difference, () => new Uint16Array(this.symbols.length));
    const step = Math.min(distance, LONGEST) + 1;
    for (const symbol of symbols) {
      const known = steps[symbol] ?? 0;
      if (known === 0 || step < known) steps[symbol] = step;
      const nearest = this.#nearest[symbol] ?? 0;
      if (nearest !== 0 && step > nearest) continue;
      const ways = this.#ways[symbol] ?? new Map<Difference, Way>();
      if (step < nearest) ways.clear();
      this.#nearest[symbol] = step;
      if (!ways.has(difference)) ways.set(difference, way());
    }
  }

  /** The differences that are reached, each with its symbols, sorted; those that most symbols reach first. */
  ranked(): { readonly difference: Difference; readonly symbols: readonly string[] }[] {
    const nearTo = new Map<Difference, number>();
    for (const ways of this.#ways) {
      for (const difference of ways.keys()) nearTo.set(difference, (nearTo.get(difference) ?? 0) + 1);
    }
    return [...this.#steps]
      .map(([difference, steps]) => ({
        difference,
        symbols: this.symbols.filter((_, number) => steps[number] !== 0),
      }))
      .sort(
        (a, b) =>
          b.symbols.length - a.symbols.length ||
          (nearTo.get(b.difference) ?? 0) - (nearTo.get(a.difference) ?? 0) ||
          compareText(a.difference.key, b.difference.key) ||
          compareText(a.difference.after, b.difference.after),
      );
  }

  /** Per symbol that reaches any of them. @param ranked all that are reached; causes are told by their place in it */
  explain(ranked: readonly Difference[]): Map<string, Explanation> {
    const ranks = new Map(ranked.map((difference, rank) => [difference, rank]));
    const steps = ranked.map((difference) => this.#steps.get(difference));
    const explanations = new Map<string, Explanation>();
    for (const [number, symbol] of this.symbols.entries()) {
      if (this.#nearest[number] === 0) continue;
      const byDistance: number[][] = [];
      for (let rank = 0; rank < steps.length; rank += 1) {
        const step = steps[rank]?.[number] ?? 0;
        if (step !== 0) (byDistance[step] ??= []).push(rank);
      }
      // Holes, where nothing is that far away, are left out.
      const causes = byDistance.flat();
      const [way] = [...(this.#ways[number] ?? [])].sort(
        ([a], [b]) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0),
      );
      explanations.set(symbol, { symbol, causes, path: [symbol, ...(way?.[1] ?? [])] });
    }
    return explanations;
  }
}
