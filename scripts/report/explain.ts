/** Why two builds differ, as far as their types are on file. */
import type { Diff } from '../../src/kabi/diff.ts';
import type { Problem } from '../../src/kabi/problems.ts';
import { attribute } from '../../src/kabi/types/attribution.ts';
import type { Attribution } from '../../src/kabi/types/cause.ts';
import { commonTypeSource, comparableCrcs } from '../../src/kabi/types/comparable.ts';
import { hiddenChanges, type HiddenChange } from '../../src/kabi/types/hidden.ts';
import type { TypeSource } from '../../src/kabi/types/table.ts';
import type { Build } from '../operands.ts';

export interface Explained {
  readonly source: TypeSource;
  readonly attribution: Attribution;
  readonly hidden: readonly HiddenChange[];
  readonly problems: readonly Problem[];
}

/** Undefined if the two have no types of one source on file. */
export async function explain(a: Build, b: Build, diff: Diff): Promise<Explained | undefined> {
  const source = commonTypeSource(a.typeSources, b.typeSources);
  if (source === undefined) return undefined;
  const [before, after] = [await a.loadTypes(source), await b.loadTypes(source)];
  const changed = diff.changes.filter(({ kinds }) => kinds.includes('crc-changed'));
  const attribution = attribute(
    before.records,
    after.records,
    changed.map(({ symbol }) => symbol),
  );
  const hidden = hiddenChanges(
    before.records,
    after.records,
    diff.summary['not-comparable'] === diff.common ? new Map() : comparableCrcs(a.exports, b.exports),
  );
  return { source, attribution, hidden, problems: [...before.problems, ...after.problems] };
}
