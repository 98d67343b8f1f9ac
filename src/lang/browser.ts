/** What scripts in the browser say, by language; apart, so that pages load no more of the texts than this. */
import type { Language } from '../base/language.ts';
import { client as en } from './en/messages.ts';
import { client as zh } from './zh/messages.ts';
import type { Translation } from './en/translation.ts';

export const BROWSER_TEXTS: Readonly<Record<Language, Translation<typeof en>>> = { en, zh };
