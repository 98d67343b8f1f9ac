/** A variant of an in-tree module with what the history table says of it. */
import { catalogOf } from '../../history/catalog.ts';
import { itemAt } from '../../base/items.ts';
import { LOAD_VERDICTS, type LoadVerdict } from '../../load/verdict.ts';
import type { HistoryTable } from '../../history/history-table.ts';
import type { InTreeDriverBuild, InTreeDriverVariant } from '../../records/rows/in-tree.ts';

export interface VariantView extends InTreeDriverVariant {
  readonly product: string;
  readonly title: string;
  /** `amd64` */
  readonly variantName: string;
  /** Names of the variant's releases, oldest first. */
  readonly releases: readonly string[];
  /** Day of the newest of them. */
  readonly newestDay: string | null;
}

export function viewOf(variant: InTreeDriverVariant, table: HistoryTable): VariantView {
  const { product, name, releases } = itemAt(catalogOf(table).variants, variant.variant);
  const newest = releases.at(-1);
  return {
    ...variant,
    product: product.name,
    title: product.title,
    variantName: name,
    releases,
    newestDay: newest === undefined ? null : product.dayOf(newest),
  };
}

export function readCell([verdict, symbols]: InTreeDriverBuild['cells'][number]): {
  verdict: LoadVerdict;
  symbols: number;
} {
  return { verdict: itemAt(LOAD_VERDICTS, verdict), symbols };
}
