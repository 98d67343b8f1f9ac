/** What became of each symbol, as runs: consecutive releases in which nothing about it changed. */
import { getOrInsert } from './maps.ts';
import { compareText, type Export, type ExportType } from './model.ts';

/** Everything about an export but its name and CRC. */
export interface Attributes {
  readonly module: string;
  readonly type: ExportType;
  readonly namespace: string;
}

/**
 * A symbol with the same CRC and attributes in consecutive releases of a lane: first and last release (indices into
 * Lane.releases), CRC (0: none on record), attributes (index into HistoryTable.attributes).
 */
export type Run = readonly [from: number, to: number, crc: number, attributes: number];

/** The runs of one symbol in one lane (index into HistoryTable.lanes), oldest first. Gaps are absences. */
export type LaneRuns = readonly [lane: number, runs: readonly Run[]];

/** The history of one symbol: the row that its page is made of. */
export interface SymbolRow {
  readonly symbol: string;
  readonly lanes: readonly LaneRuns[];
}

type GrowingRun = [from: number, to: number, crc: number, attributes: number];

/** One JSON object a line, in the order of the rows. */
export function formatSymbolRows(rows: readonly SymbolRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

export function parseSymbolRows(text: string): SymbolRow[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SymbolRow);
}

/**
 * Collects the histories of all symbols, one snapshot at a time: per lane, in release order. Memory grows with the
 * number of changes, not with symbols times releases.
 */
export class HistoryBuilder {
  readonly #rows = new Map<
    string,
    Map<number, [from: number, to: number, crc: number, attributes: number][]>
  >();
  readonly #attributeIds = new Map<string, number>();
  readonly #attributes: Attributes[] = [];

  add(lane: number, release: number, exports: readonly Export[]): void {
    for (const each of exports) {
      const attributes = this.#attributeId(each);
      const runs = this.#runs(each.symbol, lane);
      const last = runs.at(-1);
      if (last?.[1] === release - 1 && last[2] === each.crc && last[3] === attributes) last[1] = release;
      else runs.push([release, release, each.crc, attributes]);
    }
  }

  get attributes(): readonly Attributes[] {
    return this.#attributes;
  }

  /** Sorted by symbol; lanes in the order in which they were numbered. */
  rows(): SymbolRow[] {
    return [...this.#rows]
      .sort(([a], [b]) => compareText(a, b))
      .map(([symbol, lanes]) => ({ symbol, lanes: [...lanes].sort(([a], [b]) => a - b) }));
  }

  #runs(symbol: string, lane: number): GrowingRun[] {
    const lanes = getOrInsert(this.#rows, symbol, () => new Map<number, GrowingRun[]>());
    return getOrInsert(lanes, lane, () => []);
  }

  #attributeId({ module, type, namespace }: Export): number {
    return getOrInsert(this.#attributeIds, `${module}\t${type}\t${namespace}`, () => {
      return this.#attributes.push({ module, type, namespace }) - 1;
    });
  }
}
