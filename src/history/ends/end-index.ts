/** The ends of all symbols that are gone, from what every update took away and what sources of newer kernels have of it. */
import { itemAt } from '../../base/items.ts';
import { getOrInsert } from '../../base/maps.ts';
import type { SourceEnd, SourceEnds } from '../../formats/ends/source-ends.ts';
import { isRustSymbol } from '../../formats/exports/rust-names.ts';
import type { HistoryTable } from '../history-table.ts';
import type { SymbolRow } from '../runs.ts';
import { coverageIn } from '../symbol-history.ts';
import type { Departure, UpdateDepartures } from './departures.ts';
import { knownEnd } from './known-ends.ts';
import { symbolEnd, type SuccessorOnFile, type SymbolEnd } from './symbol-end.ts';

interface Left {
  readonly release: string;
  readonly departure: Departure;
}

export class EndIndex {
  readonly #left = new Map<string, Left[]>();
  readonly #prototypes = new Map<string, string>();
  /** By symbol and series: the files are few, and symbols many. */
  readonly #sources: readonly {
    readonly series: string;
    readonly version: string;
    readonly ends: ReadonlyMap<string, SourceEnd>;
  }[];

  /**
   * @param departures products in their order, oldest update first
   * @param sources of any order
   */
  constructor(departures: readonly UpdateDepartures[], sources: readonly SourceEnds[]) {
    for (const { after, departures: gone, added } of departures) {
      for (const departure of gone)
        getOrInsert(this.#left, departure.symbol, () => []).push({ release: after.release, departure });
      for (const [symbol, prototype] of added) this.#prototypes.set(symbol, prototype);
    }
    this.#sources = sources.map(({ to, ends }) => ({
      series: seriesOf(to),
      version: to,
      ends: new Map(ends.map((end) => [end.symbol, end])),
    }));
  }

  /** What may have taken a symbol's place: names to look up before its end is told. */
  candidates(symbol: string): readonly string[] {
    return [
      ...(knownEnd(symbol)?.successors ?? []),
      ...this.#sourcesOf(symbol).flatMap(({ end }) => end.successors),
      ...(this.#left.get(symbol) ?? []).flatMap(({ departure }) =>
        departure.successors.map((each) => each.symbol),
      ),
    ];
  }

  /** @param exportOf how a symbol is exported in the newest kernels on file */
  endOf(symbol: string, exportOf: (symbol: string) => SuccessorOnFile['export']): SymbolEnd | undefined {
    return symbolEnd({
      symbol,
      departures: (this.#left.get(symbol) ?? []).map(({ departure }) => departure),
      sources: this.#sourcesOf(symbol),
      exportOf,
      prototypeOf: (name) => this.#prototypes.get(name) ?? null,
    });
  }

  #sourcesOf(symbol: string): { readonly end: SourceEnd; readonly version: string }[] {
    const series = new Set((this.#left.get(symbol) ?? []).map(({ release }) => seriesOf(release)));
    return this.#sources.flatMap(({ series: of, version, ends }) => {
      const end = series.has(of) ? ends.get(symbol) : undefined;
      return end === undefined ? [] : [{ end, version }];
    });
  }
}

/** `7.2` of `7.2.13+deb14`: what a source tree and a release have in common. */
function seriesOf(version: string): string {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version;
}

/** Whether the newest release of some variant lacks a symbol that an earlier one, or the product it follows, has. */
export function isGoneSomewhere({ symbol, variants }: SymbolRow, table: HistoryTable): boolean {
  if (isRustSymbol(symbol)) return false;
  const having = new Map(variants);
  const inNewest = (index: number) => {
    const newest = itemAt(table.variants, index).releases.length - 1;
    return having.get(index)?.at(-1)?.[1] === newest;
  };
  return table.variants.some((variant, index) => {
    if (inNewest(index) || coverageIn(variant, variant.releases.length - 1) === 'part') return false;
    const follows = itemAt(table.products, variant.product).follows;
    const forebear = table.variants.findIndex(
      (each) => each.product === follows && each.name === variant.name,
    );
    return having.has(index) || (forebear >= 0 && inNewest(forebear));
  });
}

/** How a symbol is exported in the newest release of the last variant that has it there. */
export function newestExport(
  { variants }: SymbolRow,
  table: HistoryTable,
): HistoryTable['attributes'][number] | undefined {
  const current = variants.findLast(
    ([index, runs]) => runs.at(-1)?.[1] === itemAt(table.variants, index).releases.length - 1,
  );
  return table.attributes[current?.[1].at(-1)?.[3] ?? -1];
}
