/** Words for what documents claim of symbols and what kernels show, in the languages of the site. */
import type { Claim } from '../kabi/schema/document.ts';
import type { Found } from '../kabi/documents/standing.ts';
import type { Prose } from '../kabi/schema/prose.ts';

export const CLAIM_WORDS: Readonly<Record<Claim, Prose>> = {
  removed: { en: 'removed', zh: '被删除' },
  arguments: { en: 'arguments change', zh: '参数变化' },
  'argument-types': { en: 'a struct passed to it changes', zh: '传入的结构体变化' },
  'arguments-and-types': {
    en: 'arguments and a struct passed to it change',
    zh: '参数及传入的结构体均变化',
  },
  unchanged: { en: 'unchanged', zh: '无变化' },
  other: { en: 'other', zh: '其他' },
};

export const FOUND_WORDS: Readonly<Record<Found, Prose>> = {
  removed: { en: 'removed', zh: '已删除' },
  'crc-changed': { en: 'CRC changed', zh: 'CRC 变化' },
  added: { en: 'added', zh: '新增' },
  'not-comparable': { en: 'not comparable', zh: '无法比较' },
  unchanged: { en: 'CRC unchanged', zh: 'CRC 未变' },
  absent: { en: 'exported by none', zh: '均未导出' },
};

/** Whether the kernels on file bear a claim out; null: they cannot tell. */
export function agreementWords(isBorneOut: boolean | null): Prose {
  if (isBorneOut === null) return { en: 'cannot be told', zh: '无从判断' };
  return isBorneOut ? { en: 'borne out', zh: '相符' } : { en: 'differs', zh: '不符' };
}
