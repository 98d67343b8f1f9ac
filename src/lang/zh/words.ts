import type { WordsOf } from '../common/words.ts';
import type { Dictionary } from '../en/translation.ts';
import { causesSentence, claimsSentence, inTreeSentence, promiseSentence } from './finding-sentences.ts';
import { headlineSentence, shareInChinese } from './headline-sentence.ts';
import { zh as texts } from './messages.ts';
import { comparisonPhrase, enumerated, summaryLines } from './sentences.ts';

export const chinese: WordsOf<Dictionary> = {
  texts,
  share: shareInChinese,
  listed: enumerated,
  comparisonPhrase,
  headlineSentence,
  summaryLines,
  oldestLine: (product) => `收录的 ${product} 最早版本`,
  linesInOne: (lines) => lines.join('；'),
  oldestPhrase: (release, product) => [
    `${release} 是收录的 ${product} 最早版本，没有可供比较的对象：此前某个符号是否存在，无从得知。`,
  ],
  promiseSentence,
  causesSentence,
  inTreeSentence,
  claimsSentence,
};
