/** What the notes about a release are written from: by `kabi notes`, and beside the page of each release. */
import type { ReleaseRef } from '../../history/release-ref.ts';
import type { UpdateEffect } from '../../load/update-effect.ts';
import type { LoadVerdict } from '../../load/verdict.ts';
import type { VariantFinding } from '../../lang/common/variant-finding.ts';
import type { Keeps } from '../../policy/promise.ts';
import type { VerdictCounts } from '../../policy/verdict.ts';
import type { ReleaseEntry } from '../../records/entries/release.ts';
import type { ReleasePromise } from '../../records/entries/promise.ts';
import type { CauseRows } from '../../records/rows/causes.ts';
import type { UpdateFixes } from '../../formats/changelogs/fixes.ts';
import type { NamedSymbols, NotesRows } from '../../records/rows/notes.ts';
import type { ToldOrigin } from '../../types/cause/told-origins.ts';
import { noReasons, type ChangedType, type UnexplainedReason } from '../../types/diff/cause.ts';
import type { TypeSource } from '../../types/table/table.ts';

export interface NotesFacts {
  readonly ref: ReleaseRef;
  /** The releases that the notes cover, oldest first; this one is the last. */
  readonly covers: readonly string[];
  readonly variants: readonly { readonly variant: string; readonly update: UpdateNotes | null }[];
  /** Variants of the product of which this release has no snapshot on file. */
  readonly missing: readonly string[];
  /** Null where the changelogs of the versions between the two are not all on file. */
  readonly fixes: UpdateFixes | null;
}

export interface UpdateNotes {
  readonly before: ReleaseRef;
  readonly finding: VariantFinding;
  readonly removed: NamedSymbols;
  /** Null where the types of both releases are not on file. */
  readonly causes: CauseNotes | null;
  readonly promise: PromiseNotes | null;
  readonly drivers: readonly DriverNotes[];
  /** How many of the modules that `before` brings along are what on this release; null if that is not on file. */
  readonly inTree: Readonly<Record<LoadVerdict, number>> | null;
}

export interface CauseNotes {
  readonly source: TypeSource;
  readonly exact: boolean;
  /** Changed CRCs that have a cause, and those without by reason. */
  readonly explained: number;
  readonly unexplained: Readonly<Record<UnexplainedReason, number>>;
  /** By reach, largest first. */
  readonly causes: readonly (ChangedType & {
    readonly symbols: number;
    readonly nearest: number;
    readonly origins?: readonly ToldOrigin[] | undefined;
  })[];
}

export interface PromiseNotes {
  readonly policy: Pick<ReleasePromise['policy'], 'vendor' | 'id' | 'title'>;
  readonly keeps: Keeps;
  /** Changed symbols by their gravest verdict. */
  readonly symbols: VerdictCounts;
  /** Common symbols that are promised, or may be, and whose CRCs cannot be compared. */
  readonly notComparable: number;
  readonly breaking: NamedSymbols;
}

export interface DriverNotes {
  readonly title: string;
  /** The release that the newest build on file is for. */
  readonly builtFor: string;
  /** Of that build after the update. */
  readonly verdict: LoadVerdict;
  readonly imports: number;
  /** What the update does to the driver as it is built for the release before. */
  readonly update: UpdateEffect;
}

/** @param causes of the comparisons with earlier releases, by `<product>/<release>` of the older one */
export function notesFacts(
  { ref, variants, missing, promises, drivers, inTree }: ReleaseEntry,
  rows: NotesRows,
  causes: ReadonlyMap<string, CauseRows>,
): NotesFacts {
  const updateOf = (variant: string): UpdateNotes | null => {
    const row = rows.variants.find((each) => each.variant === variant);
    if (row === undefined) return null;
    const { before, finding, removed, breaking } = row;
    const promise = promises.find((each) => isSame(each.before, before));
    const judged = promise?.variants.find((each) => each.variant === variant);
    return {
      ...{ before, finding, removed },
      causes: causeNotes(
        causes.get(`${before.product}/${before.release}`)?.find((each) => each.variant === variant),
      ),
      promise:
        promise === undefined || judged === undefined || breaking === null
          ? null
          : {
              ...{ policy: promise.policy, keeps: promise.keeps, breaking },
              ...{ symbols: judged.symbols, notComparable: judged.notComparable },
            },
      drivers: drivers
        .filter(({ build }) => build.variant === variant)
        .map(({ title, build, verdict, imports, update }) => ({
          ...{ title, builtFor: build.for.release, verdict, imports, update },
        })),
      inTree: inTree.find((each) => each.variant === variant)?.counts ?? null,
    };
  };
  return {
    ...{ ref, covers: [ref.release], missing, fixes: rows.fixes },
    variants: variants.map(({ variant }) => ({ variant, update: updateOf(variant) })),
  };
}

function causeNotes(rows: CauseRows[number] | undefined): CauseNotes | null {
  if (rows === undefined) return null;
  const unexplained = noReasons();
  for (const { reason } of rows.unexplained) unexplained[reason] += 1;
  const { source, exact, explained, causes } = rows;
  return { source, exact, explained, unexplained, causes };
}

function isSame(a: ReleaseRef, b: ReleaseRef): boolean {
  return a.product === b.product && a.release === b.release;
}
