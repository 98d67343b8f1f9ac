/** A variant of an in-tree module with what the history table says of it. */
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
  const {
    product: index,
    name,
    releases,
  } = table.variants[variant.variant] ?? { product: -1, name: '', releases: [] };
  const product = table.products[index];
  const newest = releases.at(-1);
  return {
    ...variant,
    product: product?.name ?? '',
    title: product?.title ?? '',
    variantName: name,
    releases: releases.map((release) => product?.releases[release] ?? ''),
    newestDay: newest === undefined ? null : (product?.built[newest] ?? null),
  };
}

export function readCell([verdict, symbols]: InTreeDriverBuild['cells'][number]): {
  verdict: LoadVerdict;
  symbols: number;
} {
  return { verdict: LOAD_VERDICTS[verdict] ?? 'unknown', symbols };
}
