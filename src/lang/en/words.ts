import { listed, share } from '../../base/text.ts';
import type { WordsOf } from '../common/words.ts';
import type { Dictionary } from './translation.ts';
import { causesSentence } from './cause-summary.ts';
import { claimsSentence } from './claims-sentence.ts';
import { inTreeSentence } from './in-tree-sentences.ts';
import { headlineSentence } from './headline-sentence.ts';
import { en as texts } from './messages.ts';
import { promiseSentence } from './policy-sentences.ts';
import { comparisonPhrase, summaryLines } from './sentences.ts';

export const english: WordsOf<Dictionary> = {
  texts,
  share,
  listed,
  comparisonPhrase,
  headlineSentence,
  summaryLines,
  oldestLine: (product) => `the oldest release of ${product} on file`,
  linesInOne: (lines) => lines.join('; '),
  oldestPhrase: (release, product) => [
    `${release} is the oldest release of ${product} on file, so there is nothing to compare `,
    'it with: whether a symbol was there before is unknown.',
  ],
  promiseSentence,
  causesSentence,
  inTreeSentence,
  claimsSentence,
};
