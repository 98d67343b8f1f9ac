import type { CauseRows } from '../../../src/records/rows/causes.ts';
import type { WhyRows } from '../../../src/records/rows/why.ts';
import { causeSentence } from '../../../src/lang/en/cause-sentences.ts';
import { originSentence } from '../../../src/lang/en/origin-sentences.ts';
import { sha256OfBytes } from './data-files.ts';
import { causeFile, formatCauses, type CauseLine } from '../../../src/search/cause-files.ts';

/**
 * What /check/ loads to say by which types an update changed CRCs.
 *
 * @param rowsOf the causes of the comparisons whose newer side is this release
 */
export function* causeFiles(
  { updates, symbols }: WhyRows,
  rowsOf: (product: string, release: string) => readonly CauseRows[],
): Generator<readonly [name: string, text: string]> {
  const byUpdate = updates.map(() => new Map<string, string[]>());
  for (const [symbol, explained] of Object.entries(symbols)) {
    for (const [update, path] of explained) {
      const type = path.at(-1) ?? symbol;
      const groups = byUpdate[update];
      const group = groups?.get(type);
      if (group === undefined) groups?.set(type, [symbol]);
      else group.push(symbol);
    }
  }
  for (const [index, { product, release }] of updates.entries()) {
    const told = sentencesOf(rowsOf(product, release));
    const lines = [...(byUpdate[index] ?? [])].map(([type, of]): CauseLine => {
      const known = told.get(type);
      return {
        cause: { type, isCertain: known?.isCertain ?? false, sentence: known?.sentence ?? type },
        symbols: of,
      };
    });
    yield [causeFile(product, release), formatCauses(lines, sha256OfBytes)];
  }
}

/** By the name of the type, as the way to a cause ends in it. */
function sentencesOf(rows: readonly CauseRows[]): Map<string, { isCertain: boolean; sentence: string }> {
  const found = new Map<string, { isCertain: boolean; sentence: string }>();
  for (const { causes, exact } of rows.flat()) {
    for (const cause of causes) {
      const isOwn = cause.kind === 'function' || cause.kind === 'variable';
      const type = isOwn ? cause.name : `${cause.kind} ${cause.name}`;
      if (found.has(type)) continue;
      const [origin] = cause.origins ?? [];
      const why = origin === undefined ? '' : ` (${originSentence(origin)})`;
      found.set(type, { isCertain: exact, sentence: `${causeSentence(cause)}${why}` });
    }
  }
  return found;
}
