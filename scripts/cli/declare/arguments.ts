/** What a command takes without a name before it: `['A', 'B']`, one or more of a kind (`['PATH…']`), one that may be missing (`['[DIR]']`). */
import { UsageError } from '../../engine/exit.ts';

export type Given<Names extends readonly string[]> = Names extends readonly [`${string}…`]
  ? readonly [string, ...string[]]
  : { readonly [Index in keyof Names]: Names[Index] extends `[${string}]` ? string | undefined : string };

/** @throws {UsageError} if there are too few, or too many */
export function readArguments<const Names extends readonly string[]>(
  names: Names,
  given: readonly string[],
): Given<Names> {
  const missing = names.find((name, index) => given[index] === undefined && !name.startsWith('['));
  if (missing !== undefined) throw new UsageError(`no ${missing.replace('…', '')} given`);
  const extra = names[0]?.endsWith('…') === true ? undefined : given[names.length];
  if (extra !== undefined) throw new UsageError(`unexpected argument "${extra}"`);
  // The compiler cannot see that as many are there as are named.
  return given as unknown as Given<Names>;
}
