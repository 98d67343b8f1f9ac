import { compareModules } from '../../src/kabi/comparison.ts';
import type { Diff } from '../../src/kabi/diff.ts';
import { sameGenerator } from '../../src/kabi/diff.ts';
import { CHANGE_KINDS, type Change, type ChangeKind } from '../../src/kabi/model.ts';
import { count, counted, summaryLine, whyNotComparable } from '../../src/kabi/sentences.ts';
import type { Build } from '../operands.ts';
import type { Explained } from './explain.ts';

/** Two builds, what changed between them, and which of it a report is about. */
export interface Comparison {
  readonly a: Build;
  readonly b: Build;
  readonly diff: Diff;
  /** The kinds of change to list, in the order of CHANGE_KINDS. */
  readonly kinds: readonly ChangeKind[];
  /** Why CRCs changed, where the types of both builds are on file and changed CRCs are listed. */
  readonly explained?: Explained | undefined;
}

/** All changes of one kind. */
export interface Section {
  readonly kind: ChangeKind;
  readonly changes: readonly Change[];
  /** By the module that provides the symbol now, or did last; vmlinux first. */
  readonly modules: readonly ModuleSection[];
}

export interface ModuleSection {
  readonly module: string;
  /** Sorted by symbol. */
  readonly changes: readonly Change[];
}

/** The kinds that occur and are to be listed, most severe first. */
export function sectionsOf({ diff, kinds }: Comparison): Section[] {
  return CHANGE_KINDS.filter((kind) => kinds.includes(kind) && diff.summary[kind] > 0).map((kind) => {
    const changes = diff.changes.filter((change) => change.kinds.includes(kind));
    const byModule = Map.groupBy(changes, (change) => (change.after ?? change.before)?.module ?? '');
    const modules = [...byModule]
      .map(([module, ofModule]) => ({ module, changes: ofModule }))
      .sort((a, b) => compareModules(a.module, b.module));
    return { kind, changes, modules };
  });
}

/** Whether anything changed in one of the ways that were asked for: what the exit status says. */
export function hasFindings({ diff, kinds }: Comparison): boolean {
  return kinds.some((kind) => diff.summary[kind] > 0);
}

/** The counts of the whole comparison, or that there is nothing to count: a sentence without its full stop. */
export function finding({ diff }: Comparison): string {
  const common = `(${count(diff.common)} common)`;
  if (diff.changes.length > 0) return `${summaryLine({ ...diff.summary, 'not-comparable': 0 })} ${common}`;
  const unknown = diff.summary['not-comparable'] > 0;
  return unknown ? `no difference in what can be compared ${common}` : `no difference ${common}`;
}

/** What a reader must know about CRCs that could not be compared; undefined if there are none. */
export function notComparableSentence({ a, b, diff }: Comparison): string | undefined {
  const unknown = diff.summary['not-comparable'];
  if (unknown === 0) return undefined;
  if (sameGenerator(a.crcGenerator, b.crcGenerator)) {
    return `${counted(unknown, 'common symbol has', 'common symbols have')} no CRC to compare.`;
  }
  const why = whyNotComparable(a.name, b.name, [a.crcGenerator, b.crcGenerator]);
  return `None of the ${count(unknown)} common CRCs can be compared: ${why}.`;
}
