/** What scripts say, in the language of the page. */
import { client as en } from '../../lang/en/messages.ts';
import { client as zh } from '../../lang/zh/messages.ts';
import type { Language } from '../../base/prose.ts';

export const language: Language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
export const texts = language === 'zh' ? zh : en;
