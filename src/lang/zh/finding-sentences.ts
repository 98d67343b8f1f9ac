/** Findings about promises, causes, modules and claims, in Chinese: the same facts in the same cases as in English. */
import type { claimCounts } from '../../documents/claims.ts';
import { LOAD_VERDICTS } from '../../load/verdict.ts';
import type { PromiseFinding, VariantVerdicts } from '../common/words.ts';
import type { InTreeFinding } from '../../records/entries/in-tree-finding.ts';
import { inLanguage } from '../../base/prose.ts';
import type { CausesSummary } from '../../records/entries/comparison.ts';
import { count } from '../../base/text.ts';
import {
  CAUSE_CLASSES,
  UNEXPLAINED_REASONS,
  type CauseClass,
  type UnexplainedReason,
} from '../../types/diff/cause.ts';
import { SOURCE_TITLES } from '../common/source-titles.ts';

export function promiseSentence({ policy, keeps, variants }: PromiseFinding): string {
  const title = inLanguage(policy.title, 'zh');
  switch (keeps) {
    case 'unknown':
      return `未找到“${title}”对这一版本跨度的承诺，因此其变化是否允许，无从得知。`;
    case 'not-applicable':
      return `“${title}”没有这种版本跨度。`;
    case 'nothing':
      return `“${title}”对这一版本跨度没有承诺：${variants.map(outsideWords).join('；')}。`;
    case 'kabi':
    case 'kapi':
      return `按照“${title}”：${variants.map(judgedWords).join('；')}。`;
  }
}

function outsideWords({ variant, symbols }: VariantVerdicts): string {
  const n = symbols['outside-promise'];
  return n === 0
    ? `在 ${variant} 上没有会导致模块无法加载的变化`
    : `在 ${variant} 上有 ${count(n)} 个变化的符号不在任何承诺范围内`;
}

function judgedWords({ variant, symbols, notComparable }: VariantVerdicts): string {
  const unknown = symbols.unknown + notComparable;
  const parts = [
    symbols.breaking > 0 && `${count(symbols.breaking)} 个违背承诺`,
    symbols.tolerated > 0 && `${count(symbols.tolerated)} 个为规则容许`,
    unknown > 0 && `${count(unknown)} 个未知`,
    symbols['outside-promise'] > 0 && `${count(symbols['outside-promise'])} 个不在承诺范围`,
  ].filter((part) => part !== false);
  return parts.length === 0
    ? `在 ${variant} 上，承诺范围内没有变化`
    : `在 ${variant} 上，变化的符号中 ${parts.join('，')}`;
}

const DID: Readonly<Record<CauseClass, string>> = {
  'layout-changed': '个改变了布局',
  'prototype-changed': '个改变了函数原型',
  'layout-kept': '个的大小和偏移均未变',
  'became-visible': '个只是变为可见',
  'layout-unknown': '个是否改变布局未知',
};

const WHY_UNEXPLAINED: Readonly<Record<UnexplainedReason, (n: number, source: string) => string>> = {
  'no-type-information': (n, source) => `${count(n)} 处在 ${source} 中没有描述`,
  'modules-not-given': (n) => `${count(n)} 处由模块导出，而未收录模块的类型`,
  'no-difference-found': (n) => `${count(n)} 处涉及的类型看不出差异`,
  'layout-not-told': (n) => `${count(n)} 处涉及的类型有一方未说明全部成员的位置`,
  'compilers-differ': (n) => `${count(n)} 处涉及的类型除编译器的写法不同外看不出差异`,
};

export function causesSentence({
  variant,
  source,
  causes,
  explained,
  unexplained,
  hidden,
}: CausesSummary): string {
  const all = CAUSE_CLASSES.reduce((sum, of) => sum + causes[of], 0);
  const left = Object.values(unexplained).reduce((sum, each) => sum + each, 0);
  const changed = explained + left;
  if (changed === 0 && hidden === 0) return `在 ${variant} 上，CRC 和导出符号涉及的类型都没有变化。`;
  const what = CAUSE_CLASSES.flatMap((of) => (causes[of] === 0 ? [] : [`${count(causes[of])} ${DID[of]}`]));
  const why = UNEXPLAINED_REASONS.flatMap((reason) =>
    unexplained[reason] === 0 ? [] : [WHY_UNEXPLAINED[reason](unexplained[reason], SOURCE_TITLES[source])],
  );
  const sentences = [
    changed === 0
      ? `在 ${variant} 上，没有 CRC 变化。`
      : `在 ${variant} 上，${count(all)} 个原因解释了 ${count(changed)} 处 CRC 变化中的 ${count(explained)} 处${what.length === 0 ? '' : `：${what.join('，')}`}。`,
    why.length === 0 ? '' : `有 ${count(left)} 处变化未能解释：${why.join('，')}。`,
    hidden === 0 ? '' : `另有 ${count(hidden)} 个导出符号涉及的类型有变化，而 CRC 都没有变化。`,
  ];
  return sentences.join('');
}

export function inTreeSentence(
  { variant, before, counts }: Pick<InTreeFinding, 'variant' | 'before' | 'counts'>,
  release: string,
): string {
  if (counts === null) {
    return `在 ${variant} 上，未收录 ${before} 各模块的导入符号，因此哪些模块能加载到 ${release}，无从得知。`;
  }
  const all = LOAD_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
  const of = `${before} 自带的 ${count(all)} 个模块`;
  const parts = [
    counts.rebuild === 0 ? '' : `${count(counts.rebuild)} 个须为 ${release} 重新编译`,
    counts.missing === 0 ? '' : `${count(counts.missing)} 个会缺少符号`,
    counts.refused === 0 ? '' : `${count(counts.refused)} 个文件本身会被拒绝`,
    counts.unknown === 0 ? '' : `${count(counts.unknown)} 个无从得知`,
  ].filter((part) => part !== '');
  if (parts.length === 0) return `在 ${variant} 上，${of}均可加载到 ${release}。`;
  return `在 ${variant} 上，${of}中，${parts.join('，')}；${count(counts.loads)} 个可以原样加载。`;
}

export function claimsSentence({ all, yes, no, unknown }: ReturnType<typeof claimCounts>): string {
  const parts = [
    yes > 0 && `${yes} 处相符`,
    no > 0 && `${no} 处不符`,
    unknown > 0 && `${unknown} 处无从判断`,
  ].filter((part) => part !== false);
  return `文中 ${count(all)} 处说法，${parts.join('，')}。`;
}
