/** What scripts say, in the language of the page. */
import { client as en } from '../i18n/en.ts';
import { client as zh } from '../i18n/zh.ts';
import type { Language } from '../kabi/schema/prose.ts';

export const language: Language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
export const texts = language === 'zh' ? zh : en;
