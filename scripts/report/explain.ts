/** Why two builds differ, as far as their types are on file. */
import type { Diff } from '../../src/kabi/diff.ts';
import type { Problem } from '../../src/kabi/problems.ts';
import { attribute } from '../../src/kabi/types/attribution.ts';
import type { Attribution } from '../../src/kabi/types/cause.ts';
import { hiddenChanges, type HiddenChange } from '../../src/kabi/types/hidden.ts';
import type { TypeSource } from '../../src/kabi/types/table.ts';
import type { Build } from '../operands.ts';

export interface Explained {
  readonly source: TypeSource;
  readonly attribution: Attribution;
  readonly hidden: readonly HiddenChange[];
  readonly problems: readonly Problem[];
}

/** What tells more stands first: genksyms is what CRCs are made of. */
const BEST_FIRST = ['genksyms', 'gendwarfksyms', 'btf'] as const satisfies readonly TypeSource[];

/** Undefined if the two have no types of one source on file. */
export async function explain(a: Build, b: Build, diff: Diff): Promise<Explained | undefined> {
  const source = BEST_FIRST.find((each) => a.typeSources.includes(each) && b.typeSources.includes(each));
  if (source === undefined) return undefined;
  const [before, after] = [await a.loadTypes(source), await b.loadTypes(source)];
  const changed = diff.changes.filter(({ kinds }) => kinds.includes('crc-changed'));
  const attribution = attribute(
    before.records,
    after.records,
    changed.map(({ symbol }) => symbol),
  );
  const hidden = hiddenChanges(before.records, after.records, comparableSymbols(a, b, diff));
  return { source, attribution, hidden, problems: [...before.problems, ...after.problems] };
}

/** The common symbols whose CRCs say something about each other, each with whether they differ. */
function comparableSymbols(a: Build, b: Build, diff: Diff): Map<string, boolean> {
  if (diff.summary['not-comparable'] === diff.common) return new Map();
  const olds = new Map(a.exports.map(({ symbol, crc }) => [symbol, crc]));
  return new Map(
    b.exports.flatMap(({ symbol, crc }): [string, boolean][] => {
      const old = olds.get(symbol);
      return old === undefined || old === 0 || crc === 0 ? [] : [[symbol, old !== crc]];
    }),
  );
}
