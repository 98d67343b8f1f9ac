/** What became of Rust symbols between two kernels: told apart, as their names follow the compiler and not the code. */
import { isRustSymbol, rustName } from '../formats/exports/rust-names.ts';
import type { Change } from '../kernel/change.ts';

export interface RustChanges {
  readonly added: number;
  readonly removed: number;
  /** Of those, the ones that are in both kernels, under names that different crate hashes make: another rustc. */
  readonly renamed: number;
}

export function rustChanges(changes: readonly Pick<Change, 'symbol' | 'kinds'>[]): RustChanges {
  const symbolsOf = (kind: 'added' | 'removed') =>
    changes.flatMap(({ symbol, kinds }) => (kinds.includes(kind) && isRustSymbol(symbol) ? symbol : []));
  const [added, removed] = [symbolsOf('added'), symbolsOf('removed')];
  const now = Map.groupBy(added, readable);
  const renamed = [...Map.groupBy(removed, readable)].reduce(
    (sum, [name, own]) => sum + Math.min(own.length, now.get(name)?.length ?? 0),
    0,
  );
  return { added: added.length, removed: removed.length, renamed };
}

function readable(symbol: string): string {
  return rustName(symbol)?.path ?? symbol;
}
