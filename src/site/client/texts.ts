/** What scripts say, in the language of the page. */
import { LANGUAGES, LANGUAGE_FACTS, MAIN_LANGUAGE } from '../../base/language.ts';
import { BROWSER_TEXTS } from '../../lang/browser.ts';

const { lang } = document.documentElement;

export const language = LANGUAGES.find((each) => LANGUAGE_FACTS[each].tag === lang) ?? MAIN_LANGUAGE;
export const texts = BROWSER_TEXTS[language];
