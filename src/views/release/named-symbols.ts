/** Symbols that a text names: few of many, and those of Rust by crate, as their names say nothing to a reader. */
import { compareText } from '../../base/text.ts';
import { isRustSymbol, rustName } from '../../formats/exports/rust-names.ts';
import type { NamedSymbols } from '../../records/rows/notes.ts';

const MOST_NAMED = 40;

export function symbolsToName(
  symbols: readonly { readonly symbol: string; readonly module: string }[],
): NamedSymbols {
  const own = symbols
    .filter(({ symbol }) => !isRustSymbol(symbol))
    .map(({ symbol, module }) => ({ symbol, module }))
    .sort((a, b) => compareText(a.symbol, b.symbol));
  const rust = symbols.filter(({ symbol }) => isRustSymbol(symbol));
  const crates = [...Map.groupBy(rust, ({ symbol }) => rustName(symbol)?.crate ?? 'unknown crates')]
    .map(([crate, all]): [string, number] => [crate, all.length])
    .sort(([a, n], [b, m]) => m - n || compareText(a, b));
  return { first: own.slice(0, MOST_NAMED), all: own.length, crates };
}
