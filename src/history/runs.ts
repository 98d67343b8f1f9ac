/** What became of each symbol, as runs: consecutive releases in which nothing about it changed. */
import { getOrInsert } from '../base/maps.ts';
import { parseRows } from '../base/row-lines.ts';
import { compareText } from '../base/text.ts';
import type { Export, ExportType } from '../kernel/export.ts';

/** Everything about an export but its name and CRC. */
export interface Attributes {
  readonly module: string;
  readonly type: ExportType;
  readonly namespace: string;
}

/**
 * A symbol with the same CRC and attributes in consecutive releases of a variant: first and last release (indices into
 * Variant.releases), CRC (0: none on record), attributes (index into HistoryTable.attributes).
 */
export type Run = readonly [from: number, to: number, crc: number, attributes: number];

/** The runs of one symbol in one variant (index into HistoryTable.variants), oldest first. Gaps are absences. */
export type VariantRuns = readonly [variant: number, runs: readonly Run[]];

/** The history of one symbol: the row that its page is made of. */
export interface SymbolRow {
  readonly symbol: string;
  readonly variants: readonly VariantRuns[];
}

/** One JSON object a line, in the order of the rows. */
export function formatSymbolRows(rows: Iterable<SymbolRow>): string {
  let text = '';
  for (const row of rows) text += `${JSON.stringify(row)}\n`;
  return text;
}

export function parseSymbolRows(text: string): SymbolRow[] {
  return parseRows(text) as SymbolRow[];
}

type GrowingRun = [from: number, to: number, crc: number, attributes: number];

/** The histories of all symbols of one variant, in a form that passes between threads at little cost. */
export interface VariantHistories {
  /** Sorted. */
  readonly symbols: readonly string[];
  /** Per symbol the number of its runs, then four numbers for each (Run). */
  readonly runs: Uint32Array<ArrayBuffer>;
  readonly attributes: readonly Attributes[];
}

/** Collects the histories of one variant, a snapshot at a time in release order. Memory grows with the changes only. */
export class VariantHistoryBuilder {
  readonly #runs = new Map<string, GrowingRun[]>();
  readonly #attributeIds = new Map<string, number>();
  readonly #attributes: Attributes[] = [];

  /** @param known histories of the releases so far, to go on from */
  constructor(known?: VariantHistories) {
    if (known === undefined) return;
    for (const each of known.attributes) this.#attributeId(each);
    const cursor = new VariantCursor(known, [...known.attributes.keys()]);
    for (const symbol of known.symbols)
      this.#runs.set(
        symbol,
        cursor.take().map(([...run]) => run),
      );
  }

  /** @param release index into Variant.releases, one more than at the last call */
  add(release: number, exports: readonly Export[]): void {
    for (const each of exports) {
      const runs = getOrInsert(this.#runs, each.symbol, () => []);
      const last = runs.at(-1);
      // Nearly all go on as they were, which is cheaper to see than what their attributes are called.
      if (
        last?.[1] === release - 1 &&
        last[2] === each.crc &&
        sameAttributes(this.#attributes[last[3]], each)
      )
        last[1] = release;
      else runs.push([release, release, each.crc, this.#attributeId(each)]);
    }
  }

  build(): VariantHistories {
    const sorted = [...this.#runs].sort(([a], [b]) => compareText(a, b));
    const numbers = sorted.flatMap(([, runs]) => [runs.length, ...runs.flat()]);
    return {
      symbols: sorted.map(([symbol]) => symbol),
      runs: Uint32Array.from(numbers),
      attributes: this.#attributes,
    };
  }

  #attributeId({ module, type, namespace }: Attributes): number {
    return getOrInsert(this.#attributeIds, `${module}\t${type}\t${namespace}`, () => {
      return this.#attributes.push({ module, type, namespace }) - 1;
    });
  }
}

function sameAttributes(a: Attributes | undefined, b: Attributes): boolean {
  return a?.module === b.module && a.type === b.type && a.namespace === b.namespace;
}

/** The histories of all variants, put together symbol by symbol. */
export class SymbolHistories {
  /** What the runs of rows() refer to. */
  readonly attributes: readonly Attributes[];
  readonly #variants: readonly VariantHistories[];
  /** Per variant: its own attribute numbers to those of all. */
  readonly #renumbered: readonly (readonly number[])[];

  constructor(variants: readonly VariantHistories[]) {
    const ids = new Map<string, number>();
    const attributes: Attributes[] = [];
    this.#variants = variants;
    this.#renumbered = variants.map((variant) =>
      variant.attributes.map((each) =>
        getOrInsert(ids, `${each.module}\t${each.type}\t${each.namespace}`, () => attributes.push(each) - 1),
      ),
    );
    this.attributes = attributes;
  }

  /** Sorted. */
  symbols(): string[] {
    const all = new Set<string>();
    for (const { symbols } of this.#variants) for (const symbol of symbols) all.add(symbol);
    return [...all].sort(compareText);
  }

  /**
   * Sorted by symbol, made one at a time: as objects all together they would take hundreds of megabytes.
   *
   * @param wanted the symbols to make rows of, if not of all
   */
  *rows(wanted?: ReadonlySet<string>): Generator<SymbolRow> {
    const cursors = this.#variants.map(
      (variant, index) => new VariantCursor(variant, this.#renumbered[index] ?? []),
    );
    for (;;) {
      let symbol: string | undefined;
      for (const { current } of cursors) {
        if (current !== undefined && (symbol === undefined || current < symbol)) symbol = current;
      }
      if (symbol === undefined) return;
      if (wanted?.has(symbol) === false) {
        for (const cursor of cursors) if (cursor.current === symbol) cursor.skip();
        continue;
      }
      const variants: VariantRuns[] = [];
      for (const [variant, cursor] of cursors.entries()) {
        if (cursor.current === symbol) variants.push([variant, cursor.take()]);
      }
      yield { symbol, variants };
    }
  }
}

class VariantCursor {
  readonly #variant: VariantHistories;
  readonly #renumbered: readonly number[];
  #symbol = 0;
  #at = 0;

  constructor(variant: VariantHistories, renumbered: readonly number[]) {
    this.#variant = variant;
    this.#renumbered = renumbered;
  }

  get current(): string | undefined {
    return this.#variant.symbols[this.#symbol];
  }

  /** The runs of the current symbol; moves on to the next. */
  take(): Run[] {
    const { runs } = this.#variant;
    const number = (index: number) => runs[this.#at + index] ?? 0;
    const result = Array.from({ length: number(0) }, (_, i): Run => {
      const attributes = this.#renumbered[number(4 * i + 4)] ?? 0;
      return [number(4 * i + 1), number(4 * i + 2), number(4 * i + 3), attributes];
    });
    this.skip();
    return result;
  }

  skip(): void {
    this.#at += 1 + 4 * (this.#variant.runs[this.#at] ?? 0);
    this.#symbol += 1;
  }
}
