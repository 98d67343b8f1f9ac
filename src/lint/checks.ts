/**
 * What `kabi lint` checks: content against itself and against the kernels on file. A check is a function; add one below. What
 * it finds has a kind of its own, by which `--only` names the rule; src/base/problems.ts says how grave each is.
 */
import { futureDates, staleSources } from './dates.ts';
import {
  claimedTwice,
  comparedProducts,
  documentReferences,
  documentSymbols,
  messagesOutOfOrder,
  optionReferences,
  unknownModules,
  unusedMisprints,
} from './documents.ts';
import { missingTranslations, wrongLanguages } from './languages.ts';
import { deadLinks, misspeltInProse } from './links.ts';
import { disagreeingLists, emptyLists, symbolsOnLists, unknownCrcs, unlistedImports } from './lists.ts';
import {
  contradictedTexts,
  contradictingCells,
  disagreeingFigures,
  duplicateTerms,
  undescribedLists,
  validityGaps,
} from './promises.ts';
import { unusedRules } from './rules.ts';
import { disagreeingSources, unreachableAddresses, unusedSources } from './sources.ts';
import type { LintCheck } from './lint-input.ts';

export const CHECKS: readonly LintCheck[] = [
  symbolsOnLists,
  disagreeingLists,
  unlistedImports,
  unknownCrcs,
  emptyLists,
  unusedRules,
  documentSymbols,
  documentReferences,
  optionReferences,
  comparedProducts,
  claimedTwice,
  unknownModules,
  unusedMisprints,
  messagesOutOfOrder,
  futureDates,
  staleSources,
  unreachableAddresses,
  unusedSources,
  disagreeingSources,
  validityGaps,
  contradictingCells,
  contradictedTexts,
  undescribedLists,
  disagreeingFigures,
  duplicateTerms,
  missingTranslations,
  wrongLanguages,
  deadLinks,
  misspeltInProse,
];
