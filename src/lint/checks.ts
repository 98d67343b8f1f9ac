/** What `kabi lint` checks: content against itself and against the kernels on file. A check is a function; add one below. */
import { documentReferences, documentSymbols, optionReferences } from './documents.ts';
import { disagreeingLists, listedSymbols, unlistedImports } from './lists.ts';
import { unusedRules } from './rules.ts';
import type { Check } from './lint-input.ts';

export const CHECKS: readonly Check[] = [
  listedSymbols,
  disagreeingLists,
  unlistedImports,
  unusedRules,
  documentSymbols,
  documentReferences,
  optionReferences,
];
