import { z } from 'zod';

/** Languages that prose in content/ is written in, the first one always. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * What people read: `{ en: …, zh: … }`, Markdown where a field says so. A page in a language shows that one, and the
 * English where it is missing.
 */
export const prose = z.strictObject({ en: z.string().min(1), zh: z.string().min(1).optional() });
export type Prose = z.infer<typeof prose>;

export function inLanguage(text: Prose, language: Language): string {
  return text[language] ?? text.en;
}

/** A year, a month or a day: as exactly as it is known. */
export const partialDate = z
  .string()
  .regex(
    /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/,
    'a date: 2025, 2025-09 or 2025-09-14',
  );
