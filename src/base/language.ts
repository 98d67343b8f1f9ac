/** The languages of the site. Nothing is needed to read this file, as scripts in the browser do. */
interface LanguageFacts {
  /** As the `lang` attribute has it (BCP 47). */
  readonly tag: string;
  /** The letters by which a text in this language is told from one in English; null of English itself. */
  readonly letters: RegExp | null;
}

/** A line per language that prose is written in and pages exist in. What the site says in each: src/lang/. */
const FACTS = {
  en: { tag: 'en', letters: null },
  zh: { tag: 'zh-CN', letters: /\p{Script=Han}/u },
} as const satisfies Readonly<Record<string, LanguageFacts>>;

export type Language = keyof typeof FACTS;

export const LANGUAGE_FACTS: Readonly<Record<Language, LanguageFacts>> = FACTS;

/** The language that every text exists in, and whose pages have no language in their address. */
export const MAIN_LANGUAGE = 'en';

/** The main one first. */
export const LANGUAGES = Object.keys(FACTS) as readonly Language[];

type OtherLanguage = Exclude<Language, typeof MAIN_LANGUAGE>;
export const TRANSLATIONS = LANGUAGES.filter((each): each is OtherLanguage => each !== MAIN_LANGUAGE);

/**
 * The language of a text that does not say it, such as the body of a mail: one with letters of its own if more than a
 * share of the text's letters are such.
 */
export function languageOfText(text: string, share: number): Language {
  const letters = text.match(/\p{L}/gu) ?? [];
  const written = TRANSLATIONS.findLast((each) => {
    const own = letters.filter((letter) => LANGUAGE_FACTS[each].letters?.test(letter));
    return own.length > 0 && own.length > letters.length * share;
  });
  return written ?? MAIN_LANGUAGE;
}
