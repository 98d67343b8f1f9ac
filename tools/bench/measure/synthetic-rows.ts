/** Made-up symbols with real histories, in any number. */
import type { SymbolRow } from '../../../src/history/runs.ts';

/** Coprime to any number of symbols that is not its multiple: every stride over the rows is as mixed as the whole. */
const STRIDE = 7919;

/** Names as long and as varied as the real ones, and all different; runs drawn evenly from the real rows. */
export function syntheticRows(real: readonly SymbolRow[], size: number): SymbolRow[] {
  return Array.from({ length: size }, (_, i) => {
    const row = real[(i * STRIDE) % real.length];
    if (row === undefined) throw new RangeError('there are no rows to draw from');
    return {
      symbol: `${row.symbol.slice(0, -4)}_${i.toString(36).padStart(4, '0')}`,
      variants: row.variants,
    };
  });
}
