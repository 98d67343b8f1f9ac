/** What happened between two snapshots, symbol by symbol. */
import { CHANGE_KINDS, changedFields, type Change, type ChangeKind } from '../kernel/change.ts';
import type { Coverage } from '../kernel/snapshot.ts';
import type { CrcGenerator, Export } from '../kernel/export.ts';

/**
 * Counts per kind; `not-comparable` counts common symbols whose CRCs say nothing about each other, and symbols that only one
 * side holds where the other holds a part of its kernel's exports.
 */
export type DiffSummary = Record<ChangeKind | 'not-comparable', number>;

export interface Diff {
  /** Sorted by symbol. A symbol that merely cannot be compared is not in here. */
  readonly changes: readonly Change[];
  readonly summary: DiffSummary;
  /** Number of symbols on both sides. */
  readonly common: number;
  /** Number of symbols on one side only that are not comparable, as the other holds a part. */
  readonly uncovered: number;
  /** How many of the symbols of each provider module are not comparable: the parts of that count. */
  readonly notComparable: ReadonlyMap<string, number>;
}

/** One side of a diff: a snapshot, or any file that lists exports. */
export interface ExportTable {
  readonly crcGenerator: CrcGenerator;
  readonly coverage: Coverage;
  /** Sorted by symbol, one entry per symbol, as parseSymvers returns it. */
  readonly exports: readonly Export[];
}

/**
 * Compares two export tables. A CRC of 0 on either side, or CRCs by different generators, is not comparable and never
 * a change (Documentation/kbuild/modules.rst; Documentation/kbuild/gendwarfksyms.rst). Of two parts of their kernels'
 * exports, `added` and `removed` tell what the part gained and lost, as vendors record their lists.
 */
export function diffExports(before: ExportTable, after: ExportTable): Diff {
  const comparable = sameGenerator(before.crcGenerator, after.crcGenerator);
  const changes: Change[] = [];
  const summary = emptySummary();
  const notComparable = new Map<string, number>();
  let common = 0;
  let uncovered = 0;
  const add = (change: Change) => {
    changes.push(change);
    for (const kind of change.kinds) summary[kind] += 1;
  };
  const cannotCompare = ({ module }: Export) => {
    summary['not-comparable'] += 1;
    notComparable.set(module, (notComparable.get(module) ?? 0) + 1);
  };
  const a = before.exports;
  const b = after.exports;
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const old = a[i];
    const now = b[j];
    if (now === undefined || (old !== undefined && old.symbol < now.symbol)) {
      if (old !== undefined) {
        if (tellsAbsence(after.coverage, before.coverage))
          add({ symbol: old.symbol, kinds: ['removed'], before: old, after: null });
        else {
          cannotCompare(old);
          uncovered += 1;
        }
      }
      i += 1;
    } else if (old === undefined || now.symbol < old.symbol) {
      if (tellsAbsence(before.coverage, after.coverage))
        add({ symbol: now.symbol, kinds: ['added'], before: null, after: now });
      else {
        cannotCompare(now);
        uncovered += 1;
      }
      j += 1;
    } else {
      common += 1;
      if (!comparable || old.crc === 0 || now.crc === 0) cannotCompare(now);
      const kinds = changedKinds(old, now, comparable);
      if (kinds.length > 0) add({ symbol: old.symbol, kinds, before: old, after: now });
      i += 1;
      j += 1;
    }
  }
  return { changes, summary, common, uncovered, notComparable };
}

/**
 * Whether a symbol that only one side holds is a change: not so if the other side may lack it just because it holds less.
 *
 * @param lacking of the side without it
 * @param holding of the side with it
 */
export function tellsAbsence(lacking: Coverage, holding: Coverage): boolean {
  return lacking === 'all' || lacking === holding;
}

/** What a summary counts. */
export const DIFF_COUNTS: readonly (keyof DiffSummary)[] = [...CHANGE_KINDS, 'not-comparable'];
const NO_CHANGES = Object.fromEntries(DIFF_COUNTS.map((kind) => [kind, 0])) as DiffSummary;

export function emptySummary(): DiffSummary {
  return { ...NO_CHANGES };
}

/** Whether anything changed, as far as could be compared. */
export function hasChanges(summary: DiffSummary): boolean {
  return CHANGE_KINDS.some((kind) => summary[kind] > 0);
}

export const UNVERSIONED_SIDES = ['before', 'after'] as const;
/** The side of a comparison that is a kernel without symbol versions; the newer one of two. */
export type UnversionedSide = (typeof UNVERSIONED_SIDES)[number];

type VersionedSide = Pick<ExportTable, 'crcGenerator' | 'coverage'>;

/**
 * Whether every module has to be built again for the newer kernel, whatever it imports, as a kernel without
 * CONFIG_MODVERSIONS is on one side. As the newer one it loads only modules with its own vermagic, release included
 * (same_magic() in kernel/module/version.c); as the older one its modules have no versions, and the newer one demands
 * them (check_version() there). A part of a kernel's exports that has no CRCs tells nothing of the kernel.
 */
export function unversionedSide(before: VersionedSide, after: VersionedSide): UnversionedSide | null {
  const isUnversioned = ({ crcGenerator, coverage }: VersionedSide) =>
    crcGenerator === 'none' && coverage === 'all';
  if (isUnversioned(after)) return 'after';
  return isUnversioned(before) ? 'before' : null;
}

/** `unknown` is given the benefit of the doubt: files from hand-made lists say nothing of their generator. */
export function sameGenerator(a: CrcGenerator, b: CrcGenerator): boolean {
  if (a === 'none' || b === 'none') return false;
  return a === 'unknown' || b === 'unknown' || a === b;
}

function changedKinds(old: Export, now: Export, comparable: boolean): ChangeKind[] {
  const kinds = changedFields(old, now);
  if (comparable && old.crc !== now.crc && old.crc !== 0 && now.crc !== 0) kinds.unshift('crc-changed');
  return kinds;
}
