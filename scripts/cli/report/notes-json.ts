import { policyName } from '../../../src/policy/policy.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';
import { problemJson } from '../../../src/base/problems.ts';
import type { NotesReport } from '../../../src/records/json/reports.ts';
import { causeSentence } from '../../../src/lang/en/cause-sentences.ts';
import { whatToDo } from '../../../src/views/release/notes-blocks.ts';
import { factsOf } from './notes-facts.ts';
import type { VariantNotes, ReleaseNotes } from './release-notes.ts';

/** The notes as the schema of the report has them. */
export function notesReport(notes: ReleaseNotes): NotesReport {
  const { ref, built, covers, variants, missing, problems } = notes;
  return {
    schema: 'kabi-reports/notes/1',
    product: ref.product,
    title: ref.title,
    release: ref.release,
    built,
    covers: [...covers],
    variants: variants.map(variantJson),
    notOnFile: missing.map(parseVariantName),
    whatToDo: whatToDo(factsOf(notes)),
    problems: problems.map(problemJson),
  };
}

function variantJson({ variant: name, exports, update }: VariantNotes): NotesReport['variants'][number] {
  const variant = parseVariantName(name);
  if (update === null) return { variant, exports, before: null };
  const { before, diff, promise, drivers, inTree } = update;
  const { explained } = update.explanation;
  return {
    variant,
    exports,
    before: { product: before.product, release: before.release },
    summary: diff.summary,
    common: diff.common,
    removed: diff.changes.filter(({ kinds }) => kinds.includes('removed')).map(({ symbol }) => symbol),
    ...(explained !== undefined && {
      types: { source: explained.source, exact: explained.attribution.exact },
      causes: explained.attribution.causes.map((cause) => ({
        kind: cause.kind,
        name: cause.name,
        scopes: [...cause.scopes],
        class: cause.class,
        sentence: causeSentence(cause),
        symbols: cause.symbols.length,
        nearest: cause.nearest,
      })),
      unexplained: explained.attribution.unexplained.map(({ symbol }) => symbol),
    }),
    promise:
      promise === null
        ? null
        : {
            policy: policyName(promise.policy),
            keeps: promise.keeps,
            symbols: promise.symbols,
            notComparable: promise.notComparable,
            breaking: [...promise.breaking],
          },
    drivers: drivers.map(({ name, title, release, verdict, symbols, imports, update: effect }) => ({
      name,
      title,
      builtFor: release,
      verdict,
      symbols,
      imports,
      update: effect,
    })),
    inTree,
  };
}
