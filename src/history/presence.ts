import type { SymbolRow } from './runs.ts';
import type { HistoryTable } from '../records/generated.ts';

/** Where a symbol is exported, and where it was, product by product: `Debian 11 until 5.10.0-46, Debian 12`. */
export function presenceWords(rows: readonly SymbolRow[], { products, lanes }: HistoryTable): string {
  const lastOf = new Map<number, number>();
  for (const [laneIndex, runs] of rows.flatMap((row) => row.lanes)) {
    const lane = lanes[laneIndex];
    const last = lane?.releases[runs.at(-1)?.[1] ?? -1];
    if (lane === undefined || last === undefined) continue;
    lastOf.set(lane.product, Math.max(last, lastOf.get(lane.product) ?? -1));
  }
  return products
    .flatMap(({ title, releases }, product) => {
      const last = lastOf.get(product);
      if (last === undefined) return [];
      return [last === releases.length - 1 ? title : `${title} until ${releases[last] ?? ''}`];
    })
    .join(', ');
}
