import { count, percentOf } from '../../base/text.ts';
import type { UpdateHeadline } from '../common/words.ts';

/** `在 amd64 上，两版共有的 24,640 个导出符号中有 7,529 个（31%）CRC 变化。其中 82% 的最近原因是 struct net_device。` */
export function headlineSentence({ variant, changed, common, cause }: UpdateHeadline): string {
  const found = `在 ${variant} 上，两版共有的 ${count(common)} 个导出符号中有 ${count(changed)} 个（${shareInChinese(changed, common)}）CRC 变化。`;
  if (cause === null) return found;
  const all = cause.symbols === changed && changed > 1;
  return `${found}其中${all ? '全部' : ` ${shareInChinese(cause.symbols, changed)} `}的最近原因是 ${cause.name}。`;
}

/** `31%`, `不足 1%` */
export function shareInChinese(part: number, whole: number): string {
  const { percent, bound } = percentOf(part, whole);
  if (bound === null) return `${percent}%`;
  return bound === 'under' ? `不足 ${percent}%` : `超过 ${percent}%`;
}
