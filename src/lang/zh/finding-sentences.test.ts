import { expect, test } from 'vitest';
import { noReasons } from '../../types/diff/cause.ts';
import * as zh from './finding-sentences.ts';
import type { PromiseFinding } from '../common/words.ts';
import type { CausesSummary } from '../../records/entries/comparison.ts';
import { NO_CAUSES } from '../../../tests/support/type-fixtures.ts';

const NO_SYMBOLS = {
  ...{ breaking: 0, unknown: 0, tolerated: 0, 'outside-promise': 0 },
  'implicitly-tolerated': 0,
};
const finding = (keeps: PromiseFinding['keeps'], symbols: Partial<typeof NO_SYMBOLS>): PromiseFinding => ({
  keeps,
  policy: { title: { en: 'Acme 1', zh: '阿克梅 1' } },
  variants: [{ variant: 'amd64', symbols: { ...NO_SYMBOLS, ...symbols }, notComparable: 1 }],
});

test.each([
  [
    '按照“阿克梅 1”：在 amd64 上，变化的符号中 1,200 个违背承诺，1 个未知。',
    finding('kabi', { breaking: 1200 }),
  ],
  [
    '“阿克梅 1”对这一版本跨度没有承诺：在 amd64 上有 2 个变化的符号不在任何承诺范围内。',
    finding('nothing', { 'outside-promise': 2 }),
  ],
  ['“阿克梅 1”对这一版本跨度没有承诺：在 amd64 上没有会导致模块无法加载的变化。', finding('nothing', {})],
  ['未找到“阿克梅 1”对这一版本跨度的承诺，因此其变化是否允许，无从得知。', finding('unknown', {})],
  ['“阿克梅 1”没有这种版本跨度。', finding('not-applicable', {})],
])('%s', (expected, promise) => {
  expect(zh.promiseSentence(promise)).toBe(expected);
});

test.each<[string, CausesSummary]>([
  [
    '在 amd64 上，24 个原因解释了 7,529 处 CRC 变化中的 7,293 处：20 个改变了布局，4 个改变了函数原型。' +
      '有 236 处变化未能解释：234 处在 BTF 中没有描述，2 处涉及的类型看不出差异。' +
      '另有 3 个导出符号涉及的类型有变化，而 CRC 都没有变化。',
    {
      ...NO_CAUSES,
      causes: { ...NO_CAUSES.causes, 'layout-changed': 20, 'prototype-changed': 4 },
      explained: 7293,
      unexplained: { ...noReasons(), 'no-type-information': 234, 'no-difference-found': 2 },
      hidden: 3,
    },
  ],
  ['在 amd64 上，CRC 和导出符号涉及的类型都没有变化。', NO_CAUSES],
])('%s', (expected, summary) => {
  expect(zh.causesSentence(summary)).toBe(expected);
});

test('modules in the tree: those that would not load first, unknown as unknown', () => {
  const counts = { loads: 1200, rebuild: 3, missing: 0, unknown: 1, refused: 0 };
  expect(zh.inTreeSentence({ variant: 'amd64', before: '1', counts }, '2')).toBe(
    '在 amd64 上，1 自带的 1,204 个模块中，3 个须为 2 重新编译，1 个无从得知；1,200 个可以原样加载。',
  );
  const all = { loads: 5, rebuild: 0, missing: 0, unknown: 0, refused: 0 };
  expect(zh.inTreeSentence({ variant: 'amd64', before: '1', counts: all }, '2')).toBe(
    '在 amd64 上，1 自带的 5 个模块均可加载到 2。',
  );
  expect(zh.inTreeSentence({ variant: 'amd64', before: '1', counts: null }, '2')).toBe(
    '在 amd64 上，未收录 1 各模块的导入符号，因此哪些模块能加载到 2，无从得知。',
  );
});

test('claims are counted by whether they are borne out', () => {
  expect(zh.claimsSentence({ all: 31, yes: 20, no: 9, unknown: 2 })).toBe(
    '文中 31 处说法，20 处相符，9 处不符，2 处无从判断。',
  );
});
