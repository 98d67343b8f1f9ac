/** Findings as sentences, by language. */
import * as zhFindings from './zh/finding-sentences.ts';
import { claimsSentence } from '../documents/claims.ts';
import { inTreeSentence } from './en/in-tree-sentences.ts';
import { promiseSentence } from './en/policy-sentences.ts';
import type { Language } from '../base/prose.ts';
import { listed } from '../base/text.ts';
import * as zh from './zh/sentences.ts';
import { causesSentence } from './en/cause-summary.ts';

const en = { claimsSentence, inTreeSentence, promiseSentence, causesSentence, listed };

export const SENTENCES: Readonly<Record<Language, typeof en>> = {
  en,
  zh: { ...zhFindings, listed: zh.listed },
};
