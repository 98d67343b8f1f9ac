/** Findings as sentences, by language. */
import * as zhFindings from '../kabi/finding-sentences-zh.ts';
import { claimsSentence } from '../kabi/documents/claims.ts';
import { inTreeSentence } from '../kabi/in-tree.ts';
import { promiseSentence } from '../kabi/policy-sentences.ts';
import type { Language } from '../kabi/schema/prose.ts';
import { listed } from '../kabi/sentences.ts';
import * as zh from '../kabi/sentences-zh.ts';
import { causesSentence } from '../kabi/types/cause-summary.ts';

const en = { claimsSentence, inTreeSentence, promiseSentence, causesSentence, listed };

export const SENTENCES: Readonly<Record<Language, typeof en>> = {
  en,
  zh: { ...zhFindings, listed: zh.listed },
};
