import { z } from 'zod';
import { LANGUAGES } from '../../base/language.ts';

/** zh/<collection>/<id>.md; the body is that of the entry, in Chinese. */
export const translationEntrySchema = z.object({
  /** What the body is in: English where nobody wrote it in Chinese. */
  language: z.enum(LANGUAGES),
  /** The finding of a release in a few words. */
  finding: z.string().optional(),
});

export type TranslationEntry = z.infer<typeof translationEntrySchema>;
