/** What sentences in every language say of a comparison: which variants are told together, and which figures. */
import { count } from '../../base/text.ts';
import { isRustSymbol } from '../../formats/exports/rust-names.ts';
import type { VariantDiff } from '../../history/comparison.ts';
import { unversionedSide, type DiffSummary, type UnversionedSide } from '../../history/diff.ts';
import { rustChanges, type RustChanges } from '../../history/rust-changes.ts';
import type { Change } from '../../kernel/change.ts';
import type { CrcGenerator } from '../../kernel/export.ts';
import type { Coverage } from '../../kernel/snapshot.ts';
import type { Phrase } from './phrase.ts';

/** What a sentence needs to know of one variant of a comparison. */
export interface VariantFinding {
  readonly variant: string;
  readonly summary: DiffSummary;
  readonly common: number;
  readonly generators: readonly [before: CrcGenerator, after: CrcGenerator];
  /** Named in the sentence when they are few; those of Rust are not. */
  readonly removed: readonly string[];
  /** Counted apart from the other symbols that were added and removed. */
  readonly rust: RustChanges;
  readonly coverages: Coverages;
  /** As in Diff. */
  readonly uncovered: number;
}

/** Which of the exports of either side are on file. */
export type Coverages = readonly [before: Coverage, after: Coverage];

export function variantFinding({
  variant,
  summary,
  common,
  uncovered,
  before,
  after,
  changes,
}: VariantDiff): VariantFinding {
  const all = changes.map(({ symbol, change: { kinds } }) => ({ symbol, kinds }));
  return {
    ...{ variant, summary, common, uncovered, ...removedAndRust(all) },
    generators: [before.crcGenerator, after.crcGenerator],
    coverages: [before.coverage, after.coverage],
  };
}

export function removedAndRust(
  changes: readonly Pick<Change, 'symbol' | 'kinds'>[],
): Pick<VariantFinding, 'removed' | 'rust'> {
  const removed = changes.flatMap(({ symbol, kinds }) =>
    kinds.includes('removed') && !isRustSymbol(symbol) ? symbol : [],
  );
  return { removed, rust: rustChanges(changes) };
}

/** Without the symbols of Rust that were added or removed. */
export function withoutRust({ summary, rust }: Pick<VariantFinding, 'summary' | 'rust'>): DiffSummary {
  return { ...summary, added: summary.added - rust.added, removed: summary.removed - rust.removed };
}

/** Variants on which every module has to be rebuilt: of those nothing else is said first. */
export function rebuiltWhole(variants: readonly VariantFinding[]): {
  readonly of: ReadonlyMap<UnversionedSide, readonly VariantFinding[]>;
  readonly rest: readonly VariantFinding[];
} {
  const groups = Map.groupBy(variants, unversioned);
  const rest = groups.get(null) ?? [];
  const of = [...groups].flatMap(([side, own]) => (side === null ? [] : [[side, own] as const]));
  return { of: new Map(of), rest };
}

export function unversioned({
  generators: [old, now],
  coverages: [before, after],
}: Pick<VariantFinding, 'generators' | 'coverages'>): UnversionedSide | null {
  return unversionedSide({ crcGenerator: old, coverage: before }, { crcGenerator: now, coverage: after });
}

/** What is to be said of variants; of those of which it is the same, once and under the names of all. */
export function saidOnce(
  variants: readonly VariantFinding[],
  named: (variants: readonly string[]) => string,
  say: (finding: VariantFinding) => Phrase,
): Phrase[] {
  const groups = Map.groupBy(variants, (each) => JSON.stringify(say({ ...each, variant: '' })));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [say({ ...first, variant: named(group.map(({ variant }) => variant)) })];
  });
}

/** Variants that are told of one by one: of more, the figures stand in tables, and a sentence tells their range. */
export const MOST_PHRASES = 2;

/** Not so where nothing can be compared in a variant, which needs its reason. */
export function canSpread(variants: readonly VariantFinding[]): boolean {
  return variants.every((each) => {
    const unknown = withoutCrc(each);
    return unknown === 0 || unknown < each.common;
  });
}

/** Common symbols that have no CRC to compare. */
export function withoutCrc({ summary, uncovered }: VariantFinding): number {
  return summary['not-comparable'] - uncovered;
}

/** The smallest and the largest of a figure over variants; undefined if it is 0 in all. */
export function spread(
  variants: readonly VariantFinding[],
  of: (finding: VariantFinding) => number,
): readonly [least: string, most: string] | undefined {
  const values = variants.map(of);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return most === 0 ? undefined : [count(least), count(most)];
}

/** The names of all symbols that any variant lost, if they are few. */
export function allRemoved(variants: readonly VariantFinding[]): readonly string[] {
  const names = new Set(variants.flatMap(({ removed }) => removed));
  return variants.every((each) => withoutRust(each).removed === each.removed.length) ? [...names].sort() : [];
}

/** Of variants that differ, those of one that holds a part. */
export function coveragesOf(variants: readonly Pick<VariantFinding, 'coverages'>[]): Coverages {
  return variants.map(({ coverages }) => coverages).find((each) => each.includes('part')) ?? ['all', 'all'];
}
