import type { WordsOf } from './common/words.ts';
import type { Dictionary } from './en/translation.ts';

export type Words = WordsOf<Dictionary>;
