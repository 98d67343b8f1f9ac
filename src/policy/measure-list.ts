/** One update judged under lists that may not be kept here: all that stays of them are figures. */
import { isSameArchitecture } from '../kernel/architecture.ts';
import type { Change } from '../kernel/change.ts';
import type { Coverage } from '../kernel/snapshot.ts';
import { parseVariantName } from '../kernel/variant.ts';
import { changeFacts, type Guarantee } from './verdict.ts';
import { VariantChanges } from './tally.ts';
import type { JudgedUpdate } from './measured-list.ts';

/** Registered drivers that import a symbol. */
export type ImportersOf = (symbol: string) => readonly string[];

/** What a kept list leaves of an update, counted. */
export type KeptList = Pick<JudgedUpdate, 'symbols' | 'drivers'>;

/** The promise to keep what is listed, without rules that make exceptions. */
export function keptList(listed: ReadonlySet<string>): Guarantee {
  return { keeps: 'kabi', protects: 'list', listed, rules: [] };
}

/** What changed in one variant, to be judged under one list after the other. */
export class MeasuredVariant {
  readonly #changes: VariantChanges;
  readonly #refused: readonly string[];
  readonly #importersOf: ImportersOf;

  /** @param now which of the newer kernel's exports are on file */
  constructor(changes: readonly Change[], now: Coverage, importersOf: ImportersOf) {
    this.#changes = new VariantChanges(
      changes.map((change) => ({ symbol: change.symbol, facts: changeFacts(change) })),
      now,
    );
    this.#importersOf = importersOf;
    this.#refused = this.#changes.refusing
      .map(({ symbol }) => symbol)
      .filter((symbol) => importersOf(symbol).length > 0);
  }

  judge(listed: ReadonlySet<string>): KeptList {
    const { symbols, breaking } = this.#changes.tally(keptList(listed));
    const kept = new Set(breaking);
    const remaining = this.#refused.filter((symbol) => !kept.has(symbol)).flatMap(this.#importersOf);
    return { symbols, drivers: new Set(remaining).size };
  }
}

/** A list binds the builds of its own architecture, whatever their flavour; of others it says nothing. */
export function isListFor(arch: string, variant: string): boolean {
  return isSameArchitecture(arch, parseVariantName(variant).arch);
}
