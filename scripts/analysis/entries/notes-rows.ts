/** What the announcement of a release tells beside its entry and the causes. */
import { parseChangeRows, type ChangeRow } from '../../../src/history/comparison.ts';
import type { ReleaseRef } from '../../../src/history/release-ref.ts';
import type { UpdateFixes } from '../../../src/formats/changelogs/fixes.ts';
import type { NotesRows } from '../../../src/records/rows/notes.ts';
import { symbolsToName } from '../../../src/views/release/named-symbols.ts';
import type { Comparison } from '../analyse.ts';

/**
 * @param into the comparisons with earlier releases
 * @param breaking of a comparison, by variant; undefined where no promise is on file
 */
export function notesRowsOf(
  into: readonly Comparison[],
  refOf: (release: Comparison['before']) => ReleaseRef,
  breaking: (comparison: Comparison) => ReadonlyMap<string, readonly string[]> | undefined,
  fixes: UpdateFixes | null,
): NotesRows {
  return {
    variants: into.flatMap((each) => variantsOf(each, refOf(each.before), breaking(each))),
    fixes: fixes && { ...fixes, cves: [...fixes.cves] },
  };
}

function variantsOf(
  comparison: Comparison,
  before: ReleaseRef,
  breaking: ReadonlyMap<string, readonly string[]> | undefined,
): NotesRows['variants'] {
  const { variants, rows } = comparison;
  const modules = rows.modules.map((each) => ({ module: each.module, rows: parseChangeRows(each.rows) }));
  return variants.map(({ variant, finding }, index) => {
    const own = modules.flatMap(({ module, rows: all }) =>
      all.flatMap((row) => ownChange(row, index, module)),
    );
    const broken = breaking && new Set(breaking.get(variant));
    const { generators, coverages, removed, ...rest } = finding;
    return {
      ...{ variant, before },
      finding: {
        ...rest,
        rust: { ...finding.rust },
        summary: { ...finding.summary },
        // What a sentence names are few; of more it gives the number.
        removed: [...removed],
        generators: [...generators],
        coverages: [...coverages],
      },
      removed: symbolsToName(own.filter(({ isRemoved }) => isRemoved)),
      breaking: broken === undefined ? null : symbolsToName(own.filter(({ symbol }) => broken.has(symbol))),
    };
  });
}

/** A symbol is listed under every module that any variant has it in, and counted where this one has it. */
function ownChange({ symbol, changes }: ChangeRow, variant: number, module: string) {
  const change = changes[variant];
  if (change === null || change === undefined || change.provider !== undefined) return [];
  return { symbol, module: change.module?.[0] ?? module, isRemoved: change.kinds.includes('removed') };
}
