/** What became of each type from one build to the next, whatever CRCs say: the stuff that a type's history is made of. */
import { compareText } from '../model.ts';
import type { Consequence } from './cause.ts';
import { Differences, type Difference } from './differences.ts';
import { kindOf, nameOf, VMLINUX, type TypeKey, type TypeTable } from './table.ts';
import { TypeGraph } from './type-graph.ts';

/** `because` is empty for what changed of itself. */
export type TypeChange = Consequence;

export interface TypeChanges {
  /** Types of both tables whose definition differs, in the order of the tables; a name can be there once per variant. */
  readonly changed: readonly TypeChange[];
  /** Names that only the newer table has: an export reaches them now, which need not be new themselves. */
  readonly added: readonly TypeKey[];
  readonly removed: readonly TypeKey[];
}

/** The tables must be of one source. */
export function typeChanges(before: TypeTable, after: TypeTable): TypeChanges {
  const differences = new Differences(new TypeGraph(before), new TypeGraph(after));
  const changed = [...after.types].flatMap(([key, variants]) => {
    const old = before.types.get(key);
    if (old === undefined) return [];
    const scopes = new Set([
      VMLINUX,
      ...old.flatMap((each) => each.scopes),
      ...variants.flatMap((each) => each.scopes),
    ]);
    const found = new Map<Difference, string[]>();
    for (const scope of [...scopes].sort(compareText)) {
      const difference = differences.find(key, scope);
      if (difference === null) continue;
      found.set(difference, [...(found.get(difference) ?? []), scope]);
    }
    return [...found].map(([difference, seers]) => toChange(difference, seers));
  });
  return {
    changed,
    added: [...after.types.keys()].filter((key) => !before.types.has(key)),
    removed: [...before.types.keys()].filter((key) => !after.types.has(key)),
  };
}

function toChange(difference: Difference, seers: readonly string[]): TypeChange {
  const { key, isNamesOwn, before, after, edits, because } = difference;
  const scopes = isNamesOwn ? [] : seers;
  return {
    kind: kindOf(key),
    name: nameOf(key),
    scopes,
    class: difference.class,
    before,
    after,
    edits,
    because,
  };
}
