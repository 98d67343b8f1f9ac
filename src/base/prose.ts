import { z } from 'zod';
import { MAIN_LANGUAGE, TRANSLATIONS, type Language } from './language.ts';

const written = z.string().min(1);
const translations = Object.fromEntries(TRANSLATIONS.map((each) => [each, written.optional()]));

/**
 * What people read: `{ en: …, zh: … }`, Markdown where a field says so. A page in a language shows that one, and the
 * English where it is missing.
 */
export const prose = z.strictObject({
  [MAIN_LANGUAGE]: written,
  ...(translations as Record<(typeof TRANSLATIONS)[number], z.ZodOptional<typeof written>>),
});
export type Prose = z.infer<typeof prose>;

export function inLanguage(text: Prose, language: Language): string {
  return text[language] ?? text[MAIN_LANGUAGE];
}

/** A year, a month or a day: as exactly as it is known. */
export const partialDate = z
  .string()
  .regex(
    /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/,
    'a date: 2025, 2025-09 or 2025-09-14',
  );
