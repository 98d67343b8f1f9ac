import type { Language } from '../base/prose.ts';

/** As the `lang` attribute has it: Chinese here is written in simplified characters. */
export function htmlLanguage(language: Language): string {
  return language === 'zh' ? 'zh-CN' : language;
}

/** Of a title as its source has it. */
export function languageOfTitle(title: string): Language {
  return /\p{Script=Han}/u.test(title) ? 'zh' : 'en';
}
