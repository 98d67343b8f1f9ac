/** Prose of documents, which are not all in English. */
import { z } from 'zod';
import { LANGUAGES, type Language } from './language.ts';
import { prose } from './prose.ts';

/** A bare string is in the language of the file that it stands in. */
export const text = z.union([z.string().trim().min(1), prose]);
export type Text = z.infer<typeof text>;

/** What a page shows, and the language that it is in. */
export interface Wording {
  readonly text: string;
  readonly language: Language;
}

/** @param own language of bare strings; what is missing in `wanted` is given in another one */
export function wording(value: Text, wanted: Language, own: Language): Wording {
  if (typeof value === 'string') return { text: value, language: own };
  for (const language of [wanted, ...LANGUAGES]) {
    const words = value[language];
    if (words !== undefined) return { text: words, language };
  }
  throw new RangeError('prose has an English text');
}
