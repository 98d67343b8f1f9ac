/** Checks of discussions, notes and what refers to them. */
import { namedSymbols } from '../documents/names.ts';
import type { Problem } from '../problems.ts';
import type { LintInput } from './checks.ts';
import { didYouMean } from './did-you-mean.ts';

/** Symbols that a document names and no release on file exports, and those that its source is known to misspell. */
export function documentSymbols({ documents, symbols, files }: LintInput): Problem[] {
  if (symbols.size === 0) return [];
  return documents.flatMap((document) => {
    const path = files.document(document);
    const { misprints } = document.record;
    return namedSymbols(document.record)
      .filter((symbol) => !symbols.has(symbol))
      .map((symbol): Problem => {
        const place = { path, ...files.lineOf(path, symbol) };
        const meant = misprints[symbol];
        if (meant === undefined || !symbols.has(meant))
          return { kind: 'unknown-symbol', ...place, detail: didYouMean(symbol, symbols) };
        return { kind: 'known-misprint', ...place, detail: `${symbol}: ${meant} is meant` };
      });
  });
}

/** Records that rules of other interfaces refer to. */
export function documentReferences({ interfaces, documents, files }: LintInput): Problem[] {
  const known = new Set(documents.filter((each) => each.collection === 'discussions').map(({ id }) => id));
  return interfaces.flatMap((policy): Problem[] => {
    const { discussion } = policy;
    if (discussion === undefined || known.has(discussion)) return [];
    const path = files.interfacePolicy(policy);
    const detail = `discussion "${discussion}"`;
    return [{ kind: 'unresolved-reference', path, ...files.lineOf(path, discussion), detail }];
  });
}
