import { itemAt } from '../base/items.ts';
import type { SymbolRow } from './runs.ts';
import type { HistoryTable } from './history-table.ts';

/** Where a symbol is exported, and where it was, product by product: `Debian 11 until 5.10.0-46, Debian 12`. */
export function presenceWords(rows: readonly SymbolRow[], { products, variants }: HistoryTable): string {
  const lastOf = new Map<number, number>();
  for (const [variantIndex, runs] of rows.flatMap((row) => row.variants)) {
    const variant = variants[variantIndex];
    const last = variant?.releases[runs.at(-1)?.[1] ?? -1];
    if (variant === undefined || last === undefined) continue;
    lastOf.set(variant.product, Math.max(last, lastOf.get(variant.product) ?? -1));
  }
  return products
    .flatMap(({ title, releases }, product) => {
      const last = lastOf.get(product);
      if (last === undefined) return [];
      return [last === releases.length - 1 ? title : `${title} until ${itemAt(releases, last)}`];
    })
    .join(', ');
}
