/**
 * What changed between two builds whose CRCs say nothing of each other, as one has none or each has another generator's: the
 * exports that reach a definition which is another one. Their types alone tell.
 */
import type { Attribution, Edit } from '../diff/cause.ts';
import type { Difference, Differences } from '../diff/differences.ts';
import type { TypeTable } from '../table/table.ts';
import { attribute, type AttributionContext } from './attribution.ts';

/** Of the exports on both sides, how many there are of which. */
export interface ChangedInType {
  readonly changed: number;
  /** That reach no difference which the source shows. */
  readonly same: number;
  /** Of which the types are not on file, or do not tell enough. */
  readonly unknown: number;
  readonly met: MetByRebuild;
}

/** What the source code of a driver can run into that is built for the newer kernel. */
export interface MetByRebuild {
  /** Exported functions and variables that are declared otherwise. */
  readonly prototypes: number;
  /** Types that lack a member or an enumerator, under its name. */
  readonly lacking: number;
}

/** @param common symbols that both sides export */
export function changedInType(
  before: TypeTable,
  after: TypeTable,
  common: readonly string[],
  differences: Differences,
  context: Omit<AttributionContext, 'isCause'>,
): { readonly attribution: Attribution; readonly inType: ChangedInType } {
  const all = attribute(before, after, common, differences, { ...context, isCause: isOtherType });
  const unexplained = all.unexplained.filter(({ reason }) => reason !== 'no-difference-found');
  const changed = all.explanations.size;
  const unknown = unexplained.length;
  const met = {
    prototypes: all.causes.filter(({ kind }) => kind === 'function' || kind === 'variable').length,
    lacking: all.causes.filter(({ edits }) => edits.some(({ what }) => LACKING.has(what))).length,
  };
  return {
    attribution: { ...all, unexplained },
    inType: {
      changed,
      same: all.explanations.size + all.unexplained.length - changed - unknown,
      unknown,
      met,
    },
  };
}

/** What became visible is told by genksyms only, and a typedef that stands for the same is the same to a compiler. */
function isOtherType({ class: of, edits }: Difference): boolean {
  if (of === 'became-visible') return false;
  return edits.length === 0 || edits.some((edit) => edit.what !== 'member-retyped' || !edit.sameType);
}

const LACKING: ReadonlySet<Edit['what']> = new Set<Edit['what']>([
  ...(['member-removed', 'member-renamed', 'member-replaced'] as const),
  ...(['enumerator-removed', 'enumerator-renamed'] as const),
]);
