/** What the site says, by language. */
import type { Language } from '../base/language.ts';
import { english } from './en/words.ts';
import type { Words } from './words.ts';
import { chinese } from './zh/words.ts';

export const WORDS: Readonly<Record<Language, Words>> = { en: english, zh: chinese };
