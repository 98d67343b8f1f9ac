/** How each export was declared over the releases of a variant. */
import { getOrInsert } from '../../src/base/maps.ts';
import type { TypeTable } from '../../src/types/table/table.ts';
import { addRun, newRuns, type GrowingRuns, type TextRuns } from './text-runs.ts';

export interface PrototypeHistory extends TextRuns {
  readonly symbol: string;
}

export class PrototypeHistories {
  readonly #symbols = new Map<string, GrowingRuns>();

  /**
   * @param at one more than at the last call
   * @param isNext whether the release before is that of the last call
   */
  add(at: number, table: TypeTable, isNext: boolean): void {
    for (const [symbol, text] of clearPrototypes(table))
      addRun(getOrInsert(this.#symbols, symbol, newRuns), at, text, isNext);
  }

  finish(): PrototypeHistory[] {
    return [...this.#symbols].map(([symbol, { runs, texts }]) => ({ symbol, runs, texts }));
  }
}

/** In one line each. Of a symbol that two modules declare differently it is not known which one is meant. */
export function clearPrototypes({ exports }: Pick<TypeTable, 'exports'>): Map<string, string> {
  const found = new Map<string, string>();
  const unclear = new Set<string>();
  for (const { symbol, text } of exports) {
    const line = text.trim().replace(/\s+/g, ' ');
    if ((found.get(symbol) ?? line) !== line) unclear.add(symbol);
    found.set(symbol, line);
  }
  for (const symbol of unclear) found.delete(symbol);
  return found;
}
