/** What of two builds can be held against each other. */
import type { Export } from '../../kernel/export.ts';
import type { TypeSource } from '../table/table.ts';

/** What tells more stands first: genksyms is what CRCs are made of. */
const BEST_FIRST = ['genksyms', 'gendwarfksyms', 'btf'] as const satisfies readonly TypeSource[];

/** What the types of both were told from; undefined if they share nothing. */
export function commonTypeSource(a: readonly TypeSource[], b: readonly TypeSource[]): TypeSource | undefined {
  return BEST_FIRST.find((source) => a.includes(source) && b.includes(source));
}

/** The common symbols that have a CRC on both sides, each with whether it differs. */
export function comparableCrcs(before: readonly Export[], after: readonly Export[]): Map<string, boolean> {
  const olds = new Map(before.map(({ symbol, crc }) => [symbol, crc]));
  return new Map(
    after.flatMap(({ symbol, crc }): [string, boolean][] => {
      const old = olds.get(symbol);
      return old === undefined || old === 0 || crc === 0 ? [] : [[symbol, old !== crc]];
    }),
  );
}
