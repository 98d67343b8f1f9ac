import { LANGUAGE_FACTS, languageOfText, type Language } from '../base/language.ts';

/** As the `lang` attribute has it: Chinese here is written in simplified characters. */
export function htmlLanguage(language: Language): string {
  return LANGUAGE_FACTS[language].tag;
}

/** Of a title as its source has it: a single letter of another script tells it. */
export function languageOfTitle(title: string): Language {
  return languageOfText(title, 0);
}
