/** What became of a symbol from one product's newest release to the next, set against what a document says of it. */
import { itemAt } from '../base/items.ts';
import type { Run, SymbolRow } from '../history/runs.ts';
import { sameGenerator } from '../history/diff.ts';
import type { Claim } from './record.ts';
import type { HistoryTable } from '../history/history-table.ts';
import { coverageIn } from '../history/symbol-history.ts';

/** How the CRC stands to that of the product before. `none`: there is nothing to compare it with. */
export type CrcUpdate = 'same' | 'changed' | 'not-comparable' | 'none';

/** A symbol in one variant of a product's newest release. */
export interface VariantStanding {
  readonly variant: string;
  /** Provider; null: not exported. */
  readonly module: string | null;
  readonly crc: CrcUpdate;
}

/** A symbol in the newest release of a product. */
export interface Standing {
  readonly product: string;
  readonly variants: readonly VariantStanding[];
}

/** What happened to a symbol over several products; of variants that differ the gravest. `absent`: none exports it. */
export const FOUND = ['removed', 'crc-changed', 'added', 'not-comparable', 'unchanged', 'absent'] as const;
export type Found = (typeof FOUND)[number];

/**
 * @param row undefined: no release on file exports the symbol
 * @param products names, oldest line first; one that is not on file is left out
 */
export function standings(
  row: SymbolRow | undefined,
  table: HistoryTable,
  products: readonly string[],
): Standing[] {
  const runsOf = new Map(row?.variants);
  const result: Standing[] = [];
  const last = new Map<string, NewestState>();
  for (const name of products) {
    const product = table.products.findIndex((each) => each.name === name);
    if (product < 0) continue;
    const newest = itemAt(table.products, product).releases.length - 1;
    const variants = table.variants.flatMap((variant, index): VariantStanding[] => {
      // A variant that ends before the newest release says nothing about it.
      if (variant.product !== product || variant.releases.at(-1) !== newest) return [];
      const state = newestState(variant, runsOf.get(index) ?? []);
      // Nor does a part of the exports about a symbol that is not in it.
      if (state.run === undefined && coverageIn(variant, variant.releases.length - 1) === 'part') return [];
      const update = crcUpdate(last.get(variant.name), state);
      last.set(variant.name, state);
      return [{ variant: variant.name, module: moduleOf(state, table), crc: update }];
    });
    if (variants.length > 0) result.push({ product: name, variants });
  }
  return result;
}

export function found(updates: readonly Standing[]): Found {
  const variants = new Set(updates.flatMap((update) => update.variants.map(({ variant }) => variant)));
  const each = [...variants].map((variant) =>
    variantFound(updates.flatMap((update) => update.variants.filter((at) => at.variant === variant))),
  );
  return FOUND.find((kind) => each.includes(kind)) ?? 'absent';
}

/** Whether the kernels on file bear a claim out; null: they cannot tell. */
export function bearsOut(claim: Claim, what: Found): boolean | null {
  if (what === 'absent' || what === 'added') return null;
  if (claim === 'removed') return what === 'removed';
  if (what === 'not-comparable') return null;
  switch (claim) {
    case 'arguments':
    case 'argument-types':
    case 'arguments-and-types':
      return what === 'crc-changed';
    case 'unchanged':
      return what === 'unchanged';
    case 'other':
      return null;
  }
}

function variantFound(updates: readonly VariantStanding[]): Found {
  const isThere = updates.map(({ module }) => module !== null);
  if (!isThere.includes(true)) return 'absent';
  if (isThere.at(-1) === false) return 'removed';
  if (updates.some(({ crc }) => crc === 'changed')) return 'crc-changed';
  if (isThere[0] === false) return 'added';
  return updates.some(({ crc }) => crc === 'not-comparable') ? 'not-comparable' : 'unchanged';
}

interface NewestState {
  readonly run: Run | undefined;
  readonly generator: HistoryTable['variants'][number]['generators'][number];
}

function newestState(variant: HistoryTable['variants'][number], runs: readonly Run[]): NewestState {
  const index = variant.releases.length - 1;
  return {
    run: runs.find(([, to]) => to === index),
    generator: variant.generators[index] ?? 'unknown',
  };
}

function crcUpdate(before: NewestState | undefined, after: NewestState): CrcUpdate {
  if (before?.run === undefined || after.run === undefined) return 'none';
  const [, , old] = before.run;
  const [, , now] = after.run;
  if (old === 0 || now === 0 || !sameGenerator(before.generator, after.generator)) return 'not-comparable';
  return old === now ? 'same' : 'changed';
}

function moduleOf({ run }: NewestState, table: HistoryTable): string | null {
  return run === undefined ? null : (table.attributes[run[3]]?.module ?? null);
}
