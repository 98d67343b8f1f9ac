/** What `kabi notes` found, as the notes are written from it. */
import { fixesOf } from '../../../src/formats/changelogs/fixes.ts';
import { noReasons } from '../../../src/types/diff/cause.ts';
import { removedAndRust } from '../../../src/lang/common/variant-finding.ts';
import { symbolsToName } from '../../../src/views/release/named-symbols.ts';
import type { NotesFacts, UpdateNotes } from '../../../src/views/release/notes-facts.ts';
import { originsOf } from './cause-words.ts';
import type { Explained } from './explain.ts';
import type { ReleaseNotes, VariantNotes, VariantUpdate } from './release-notes.ts';

export function factsOf({ ref, covers, variants, missing, changelog }: ReleaseNotes): NotesFacts {
  return {
    ...{ ref, covers, missing },
    variants: variants.map(({ variant, update }: VariantNotes) => ({
      variant,
      update: update === null ? null : updateNotes(variant, update),
    })),
    fixes: changelog === undefined ? null : fixesOf(changelog),
  };
}

function updateNotes(variant: string, update: VariantUpdate): UpdateNotes {
  const { before, a, b, diff, explanation, promise, drivers, inTree } = update;
  const moduleOf = new Map(
    diff.changes.map((each) => [each.symbol, (each.before ?? each.after)?.module ?? '']),
  );
  const named = (symbols: readonly string[]) =>
    symbolsToName(symbols.map((symbol) => ({ symbol, module: moduleOf.get(symbol) ?? '' })));
  const gone = diff.changes.flatMap(({ kinds, symbol }) => (kinds.includes('removed') ? symbol : []));
  return {
    before,
    finding: {
      ...{ variant, summary: diff.summary, common: diff.common, uncovered: diff.uncovered },
      generators: [a.crcGenerator, b.crcGenerator],
      coverages: [a.coverage, b.coverage],
      ...removedAndRust(diff.changes),
    },
    removed: named(gone),
    causes: explanation.explained === undefined ? null : causeNotes(explanation.explained),
    promise: promise && { ...promise, breaking: named(promise.breaking) },
    drivers: drivers.map(({ release, ...driver }) => ({ ...driver, builtFor: release })),
    inTree,
  };
}

function causeNotes(explained: Explained): UpdateNotes['causes'] {
  const { source, attribution } = explained;
  const unexplained = noReasons();
  for (const { reason } of attribution.unexplained) unexplained[reason] += 1;
  return {
    ...{ source, unexplained, exact: attribution.exact, explained: attribution.explanations.size },
    causes: attribution.causes.map((cause) => ({
      ...cause,
      symbols: cause.symbols.length,
      origins: originsOf(explained, cause),
    })),
  };
}
