/** Two releases side by side, in every variant in which they are neighbours; grouped the way maintainers think. */
import { diffExports, emptySummary, type DiffSummary, type ExportTable } from './diff.ts';
import { getOrInsert } from '../base/maps.ts';
import { CHANGE_FACTS, CHANGE_KINDS, FIELD_KINDS, type Change, type ChangeKind } from '../kernel/change.ts';
import { compareText } from '../base/text.ts';
import type { Coverage } from '../kernel/snapshot.ts';
import type { CrcGenerator } from '../kernel/export.ts';

interface VariantSide {
  readonly exports: number;
  readonly crcGenerator: CrcGenerator;
  readonly coverage: Coverage;
}

/** What changed in one variant. Keeps nothing of what did not change, so that a build can hold all comparisons at once. */
export interface VariantDiff {
  /** As variantName gives it. */
  readonly variant: string;
  readonly before: VariantSide;
  readonly after: VariantSide;
  readonly summary: DiffSummary;
  /** Number of symbols on both sides. */
  readonly common: number;
  /** As in Diff. */
  readonly uncovered: number;
  readonly notComparable: ReadonlyMap<string, number>;
  /** Sorted by symbol. */
  readonly changes: readonly {
    readonly symbol: string;
    /** Its provider, the new one of a symbol that moved. */
    readonly module: string;
    readonly change: VariantChange;
  }[];
}

export function compareVariant(variant: string, before: ExportTable, after: ExportTable): VariantDiff {
  const { changes, summary, common, uncovered, notComparable } = diffExports(before, after);
  return {
    variant,
    before: variantSide(before),
    after: variantSide(after),
    summary,
    common,
    uncovered,
    notComparable,
    changes: changes.map((change) => ({
      symbol: change.symbol,
      module: (change.after ?? change.before)?.module ?? '',
      change: variantChange(change),
    })),
  };
}

function variantSide({ exports, crcGenerator, coverage }: ExportTable): VariantSide {
  return { exports: exports.length, crcGenerator, coverage };
}

/** What changed about one symbol in one variant, without what did not change. */
export interface VariantChange {
  readonly kinds: readonly ChangeKind[];
  /** 0 where there is no CRC on record, or no such side. */
  readonly crcBefore: number;
  readonly crcAfter: number;
  readonly type?: readonly [before: string, after: string];
  readonly namespace?: readonly [before: string, after: string];
  readonly module?: readonly [before: string, after: string];
  /** The module that has the symbol in this variant, where it is not the one that the row is listed under. */
  readonly provider?: string;
}

/** One symbol with its change in each variant of the comparison; null where it did not change. */
export interface ChangeRow {
  readonly symbol: string;
  readonly changes: readonly (VariantChange | null)[];
}

/** The changes of the symbols of one provider module. A symbol that moved is listed under its new module. */
export interface ModuleChanges {
  readonly module: string;
  /** In the order of the comparison's variants. */
  readonly counts: readonly DiffSummary[];
  /** Sorted by symbol. */
  readonly rows: readonly ChangeRow[];
}

/**
 * Provider modules in code-unit order, `vmlinux` first. A symbol that variants keep in different modules is listed under each
 * of them, and counted in each variant where it belongs.
 */
export function groupByModule(variants: readonly VariantDiff[]): ModuleChanges[] {
  const symbols = new Map<string, (VariantDiff['changes'][number] | null)[]>();
  for (const [index, { changes }] of variants.entries()) {
    for (const each of changes)
      getOrInsert(symbols, each.symbol, () => variants.map(() => null))[index] = each;
  }
  const modules = new Map<string, ChangeRow[]>();
  for (const [symbol, changes] of symbols) {
    for (const module of new Set(changes.flatMap((each) => each?.module ?? []))) {
      const row = { symbol, changes: changes.map((each) => each && seenFrom(module, each)) };
      getOrInsert(modules, module, () => []).push(row);
    }
  }
  return [...modules]
    .sort(([a], [b]) => compareModules(a, b))
    .map(([module, unsorted]) => {
      const rows = unsorted.sort((a, b) => compareText(a.symbol, b.symbol));
      return {
        module,
        counts: variants.map((variant, i) => countKinds(rows, i, variant.notComparable.get(module) ?? 0)),
        rows,
      };
    });
}

function seenFrom(listed: string, { module, change }: VariantDiff['changes'][number]): VariantChange {
  return module === listed ? change : { ...change, provider: module };
}

/** The kernel image first: it is the one everybody looks for. */
export function compareModules(a: string, b: string): number {
  return Number(b === 'vmlinux') - Number(a === 'vmlinux') || compareText(a, b);
}

/** All kinds of a row over all variants, most severe first. */
export function kindsOf(row: ChangeRow): readonly ChangeKind[] {
  const [first = null, ...others] = row.changes.filter((change) => change !== null);
  if (first !== null && others.every(({ kinds }) => kinds === first.kinds)) return first.kinds;
  return CHANGE_KINDS.filter((kind) => row.changes.some((change) => change?.kinds.includes(kind)));
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function variantChange({ kinds, before, after }: Change): VariantChange {
  const change: Writable<VariantChange> = { kinds, crcBefore: before?.crc ?? 0, crcAfter: after?.crc ?? 0 };
  if (before === null || after === null) return change;
  for (const [kind, field] of FIELD_KINDS) {
    if (kinds.includes(kind)) change[field] = [before[field], after[field]];
  }
  return change;
}

function countKinds(rows: readonly ChangeRow[], variant: number, notComparable: number): DiffSummary {
  const summary = { ...emptySummary(), 'not-comparable': notComparable };
  for (const row of rows) {
    const change = row.changes[variant];
    if (change?.provider === undefined) for (const kind of change?.kinds ?? []) summary[kind] += 1;
  }
  return summary;
}

/**
 * Change rows as text, one JSON array a line: `["foo",["c",1,2],0]`. Hundreds of thousands of rows pass between the
 * build and the pages: as text they are one string to every cache in between, as objects millions of values.
 */
export function formatChangeRows(rows: readonly ChangeRow[]): string {
  return rows.map((row) => `${JSON.stringify([row.symbol, ...row.changes.map(packChange)])}\n`).join('');
}

export function parseChangeRows(text: string): ChangeRow[] {
  return changeLines(text).map(parseChangeRow);
}

/** Those with a symbol that is removed in a variant: a few of many thousands, and found without reading the others. */
export function parseRemovedRows(text: string): ChangeRow[] {
  // What is removed changes in no other way.
  const mark = `["${CHANGE_FACTS.removed.letter}",`;
  return changeLines(text)
    .filter((line) => line.includes(mark))
    .map(parseChangeRow);
}

function changeLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function parseChangeRow(line: string): ChangeRow {
  const [symbol, ...changes] = JSON.parse(line) as [string, ...(PackedChange | 0)[]];
  return { symbol, changes: changes.map(unpackChange) };
}

type PackedChange = [kinds: string, crcBefore: number, crcAfter: number, rest?: PackedRest];
type PackedRest = Pick<VariantChange, 'type' | 'namespace' | 'module' | 'provider'>;

function packChange(change: VariantChange | null): PackedChange | 0 {
  if (change === null) return 0;
  const { kinds, crcBefore, crcAfter, ...rest } = change;
  const letters = kinds.map((kind) => CHANGE_FACTS[kind].letter).join('');
  return Object.keys(rest).length === 0
    ? [letters, crcBefore, crcAfter]
    : [letters, crcBefore, crcAfter, rest];
}

function unpackChange(packed: PackedChange | 0): VariantChange | null {
  if (packed === 0) return null;
  const [letters, crcBefore, crcAfter, rest] = packed;
  const kinds = getOrInsert(KINDS_OF_LETTERS, letters, () =>
    CHANGE_KINDS.filter((kind) => letters.includes(CHANGE_FACTS[kind].letter)),
  );
  return rest === undefined ? { kinds, crcBefore, crcAfter } : { kinds, crcBefore, crcAfter, ...rest };
}

/** One list for all changes of the same kinds: of hundreds of thousands, nearly all share a few. */
const KINDS_OF_LETTERS = new Map<string, readonly ChangeKind[]>();
