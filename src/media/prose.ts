import type { Language } from '../base/language.ts';
import type { Prose } from '../base/prose.ts';
import { htmlLanguage } from './html-language.ts';
import { wording } from '../base/wording.ts';
import { html, type Html } from './html.ts';

/** A text of which the page shows the one in its own language, or another one that says which it is. */
export function proseHtml(value: Prose, wanted: Language): Html {
  const { text, language } = wording(value, wanted, 'en');
  return language === wanted ? html`${text}` : html`<span lang="${htmlLanguage(language)}">${text}</span>`;
}
