/** What the site says, by language. */
import type { Language } from '../base/prose.ts';
import { en } from './en/messages.ts';
import { zh } from './zh/messages.ts';
import type { Dictionary } from './en/translation.ts';

export const DICTIONARIES: Readonly<Record<Language, Dictionary>> = { en, zh };
