import { isRustSymbol, rustName } from '../../formats/exports/rust-names.ts';
import { compareText } from '../../base/text.ts';

/** What the parts for symbols of Rust begin with. */
export const RUST_PART = 'rust-';

/** The part of a module's rows that has a symbol: each begins with some letters, or with a crate. */
export function partOf<T extends { readonly from: string }>(
  parts: readonly T[],
  symbol: string,
  shard: string,
): T | undefined {
  const isRust = isRustSymbol(symbol);
  const key = isRust ? `${RUST_PART}${rustName(symbol)?.crate ?? '_'}` : shard;
  const same = parts.filter(({ from }) => from.startsWith(RUST_PART) === isRust);
  return same.findLast(({ from }) => compareText(from, key) <= 0) ?? same[0];
}
