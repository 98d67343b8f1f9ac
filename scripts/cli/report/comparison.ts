import { compareModules } from '../../../src/history/comparison.ts';
import { type Diff, sameGenerator, unversionedSide } from '../../../src/history/diff.ts';
import { CHANGE_KINDS, type Change, type ChangeKind } from '../../../src/kernel/change.ts';
import { count, counted, listed } from '../../../src/base/text.ts';
import { coverageNote, summaryLine, whyNotComparable } from '../../../src/lang/en/sentences.ts';
import type { Judged } from '../../../src/policy/judged.ts';
import { commonTypeSource } from '../../../src/types/cause/comparable.ts';
import type { Build } from '../operands.ts';
import type { Problem } from '../../../src/base/problems.ts';
import type { HeldAgainst } from '../promise-options.ts';
import type { Explained } from './explain.ts';

/** Two builds, what changed between them, and which of it a report is about. */
export interface OperandComparison {
  readonly a: Build;
  readonly b: Build;
  readonly diff: Diff;
  /** The kinds of change to list, in the order of CHANGE_KINDS. */
  readonly kinds: readonly ChangeKind[];
  /** Why CRCs changed, where the types of both builds can be read and changed CRCs are listed. */
  readonly explained?: Explained | undefined;
  /** What was wrong with types. */
  readonly typeProblems?: readonly Problem[];
  /** The promise that the changes are held against, if any was named. */
  readonly against?: HeldAgainst | undefined;
  /** The changes under that promise. */
  readonly judged?: Judged | undefined;
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
export function reportSections({ diff, kinds }: OperandComparison): Section[] {
  return CHANGE_KINDS.filter((kind) => kinds.includes(kind) && diff.summary[kind] > 0).map((kind) => {
    const changes = diff.changes.filter((change) => change.kinds.includes(kind));
    const byModule = Map.groupBy(changes, (change) => (change.after ?? change.before)?.module ?? '');
    const modules = [...byModule]
      .map(([module, ofModule]) => ({ module, changes: ofModule }))
      .sort((a, b) => compareModules(a.module, b.module));
    return { kind, changes, modules };
  });
}

/** Whether anything changed in one of the ways that were asked for. */
export function hasFindings({ diff, kinds, explained }: OperandComparison): boolean {
  return kinds.some((kind) => diff.summary[kind] > 0) || (explained?.inType?.changed ?? 0) > 0;
}

/** Common symbols whose CRCs say nothing about each other. */
export function notComparable({ a, b }: Pick<OperandComparison, 'a' | 'b'>): string[] {
  const comparable = sameGenerator(a.crcGenerator, b.crcGenerator);
  const after = new Map(b.exports.map(({ symbol, crc }) => [symbol, crc]));
  return a.exports.flatMap(({ symbol, crc }) => {
    const now = after.get(symbol);
    return now === undefined || (comparable && crc !== 0 && now !== 0) ? [] : symbol;
  });
}

/** The counts of the whole comparison, or that there is nothing to count: a sentence without its full stop. */
export function finding({ a, b, diff }: OperandComparison): string {
  const common = `(${count(diff.common)} common)`;
  if (unversionedSide(a, b) !== null) return `every module has to be rebuilt ${common}`;
  if (diff.changes.length > 0) return `${summaryLine({ ...diff.summary, 'not-comparable': 0 })} ${common}`;
  const unknown = diff.summary['not-comparable'] > 0;
  return unknown ? `no difference in what can be compared ${common}` : `no difference ${common}`;
}

/** What a reader must know of builds of which only a part of the exports is on file; undefined if there is none. */
export function coverageSentence({ a, b }: OperandComparison): string | undefined {
  const note = coverageNote(a.name, b.name, [a.coverage, b.coverage]);
  return note === '' ? undefined : note;
}

/** Why causes are not told, if one of the builds has types and the other has none to hold against them. */
export function typesMissingSentence({ a, b, diff, explained }: OperandComparison): string | undefined {
  if (explained !== undefined) return undefined;
  const isByTypes = !sameGenerator(a.crcGenerator, b.crcGenerator);
  if (!isByTypes && diff.summary['crc-changed'] === 0) return undefined;
  const unknown = isByTypes ? 'Whether types changed is not known' : 'Causes are not known';
  const without = [a, b].filter(({ typeSources }) => typeSources.length === 0);
  const [missing] = without;
  if (without.length === 2) return isByTypes ? `${unknown}: neither comes with types.` : undefined;
  if (missing !== undefined) return `${unknown}: ${missing.name} comes without types.`;
  if (commonTypeSource(a.typeSources, b.typeSources) !== undefined) return undefined;
  return `${unknown}: types from ${listed([...a.typeSources])} and from ${listed([...b.typeSources])} cannot be compared.`;
}

/** What a reader must know about CRCs that could not be compared; undefined if there are none. */
export function notComparableSentence({ a, b, diff }: OperandComparison): string | undefined {
  const unknown = diff.summary['not-comparable'] - diff.uncovered;
  if (unknown === 0) return undefined;
  if (sameGenerator(a.crcGenerator, b.crcGenerator)) {
    return `${counted(unknown, 'common symbol has', 'common symbols have')} no CRC to compare.`;
  }
  const why = whyNotComparable(a.name, b.name, [a.crcGenerator, b.crcGenerator]);
  return `None of the ${count(unknown)} common CRCs can be compared: ${why}.`;
}
