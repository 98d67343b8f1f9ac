/** Checks of discussions, notes and what refers to them. */
import { namedSymbols } from '../documents/names.ts';
import { policyName } from '../policy/policy.ts';
import type { Problem } from '../base/problems.ts';
import type { LintInput } from './lint-input.ts';
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

/** Records that policies and rules of other interfaces refer to. */
export function documentReferences({ interfaces, policies, documents, files }: LintInput): Problem[] {
  const known = new Set(documents.filter((each) => each.collection === 'discussions').map(({ id }) => id));
  const references = [
    ...interfaces.map((each) => ({ discussion: each.discussion, path: files.interfacePolicy(each) })),
    ...policies.map((each) => ({ discussion: each.discussion, path: files.policy(each) })),
  ];
  return references.flatMap(({ discussion, path }): Problem[] => {
    if (discussion === undefined || known.has(discussion)) return [];
    const detail = `discussion "${discussion}"`;
    return [{ kind: 'unresolved-reference', path, ...files.lineOf(path, discussion), detail }];
  });
}

/** Policies that the options of a proposal refer to. */
export function optionReferences({ policies, documents, files }: LintInput): Problem[] {
  const known = new Set(policies.map(policyName));
  return documents.flatMap((document): Problem[] => {
    const { record } = document;
    if (record.kind !== 'proposal') return [];
    const path = files.document(document);
    return record.options.flatMap(({ policy }): Problem[] => {
      if (policy === undefined || known.has(policy)) return [];
      const detail = `policy "${policy}"`;
      return [{ kind: 'unresolved-reference', path, ...files.lineOf(path, policy), detail }];
    });
  });
}
