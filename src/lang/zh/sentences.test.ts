import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptySummary, type DiffSummary } from '../../history/diff.ts';
import { COVERAGES } from '../../kernel/snapshot.ts';
import { CRC_GENERATORS } from '../../kernel/export.ts';
import { phraseText, type Phrase } from '../common/phrase.ts';
import type { VariantFinding } from '../common/variant-finding.ts';
import * as en from '../en/sentences.ts';
import * as zh from './sentences.ts';

const NO_RUST = { added: 0, removed: 0, renamed: 0 };

function finding(counts: Partial<DiffSummary>, rest: Partial<VariantFinding> = {}): VariantFinding {
  const summary = { ...emptySummary(), ...counts };
  return {
    ...{ variant: 'amd64', common: 100, generators: ['genksyms', 'genksyms'], removed: [] },
    ...{ coverages: ['all', 'all'], uncovered: 0, rust: NO_RUST, ...rest, summary },
  };
}

const paragraph = (...variants: readonly VariantFinding[]) =>
  phraseText(zh.comparisonPhrase('1', '2', variants));

test('the paragraph says plainly that nothing changed, and what that means', () => {
  expect(paragraph(finding({}), finding({}, { variant: 'arm64' }))).toBe(
    '在 amd64、arm64 上，2 导出的符号及其 CRC 与 1 完全相同：仅就符号版本而言，为 1 编译的模块无须重新编译即可加载。',
  );
});

test('it counts every kind of change, and names the few symbols that are gone', () => {
  const counts = { 'crc-changed': 7529, added: 2, removed: 1, 'module-moved': 3, 'type-changed': 4 };
  expect(paragraph(finding(counts, { common: 28093, removed: ['kfree_old'] }))).toBe(
    '在 amd64 上，与 1 共有的 28,093 个符号中，7,529 个的 CRC 有变化，新增 2 个符号，移除 1 个符号，' +
      '3 个符号移到了其他模块，4 个符号的导出类型有变化（移除的是 kfree_old）。' +
      '为 1 编译的模块，凡导入 CRC 变化或被移除的符号，都不能原样加载。',
  );
});

test('of a kernel without symbol versions it says that every module has to be rebuilt, and nothing else', () => {
  const counts = { 'not-comparable': 100, added: 40 };
  expect(paragraph(finding(counts, { generators: ['genksyms', 'none'] }))).toBe(
    '所有模块都须为 2 重新编译：该内核构建时没有启用符号版本，只加载为它编译的模块。',
  );
  expect(paragraph(finding(counts, { generators: ['none', 'genksyms'] }))).toBe(
    '为 1 编译的所有模块都须为 2 重新编译：1 构建时没有启用符号版本，其模块不带符号版本，而 2 要求符号版本。',
  );
});

test('it never calls unchanged what cannot be compared', () => {
  const generators = ['genksyms', 'gendwarfksyms'] as const;
  expect(paragraph(finding({ 'not-comparable': 100 }, { generators }))).toBe(
    '在 amd64 上，共有的 100 个 CRC 均无法比较，因为 1 的 CRC 由 genksyms 生成，2 的由 gendwarfksyms 生成：这些接口是否有变化，无从得知。',
  );
  expect(paragraph(finding({ added: 1, 'not-comparable': 2 }))).toBe(
    '在 amd64 上，与 1 相比，新增 1 个符号。共有符号中有 2 个没有可供比较的 CRC。',
  );
});

test('it tells the range of more than two architectures that differ', () => {
  const of = (variant: string, added: number) => finding({ 'crc-changed': added * 10, added }, { variant });
  expect(paragraph(of('arm64', 120), of('s390x', 163), of('x86_64', 115))).toBe(
    '在 arm64、s390x、x86_64 上，与 1 共有的符号中，1,150 至 1,630 个的 CRC 有变化，新增 115 至 163 个符号。' +
      '为 1 编译的模块，凡导入 CRC 变化或被移除的符号，都不能原样加载。',
  );
});

test('it says of parts of the exports that it knows nothing of other symbols', () => {
  expect(paragraph(finding({ added: 40 }, { coverages: ['part', 'part'] }))).toBe(
    '在 amd64 上，与 1 相比，新增 40 个符号。' +
      '两者都只收录了部分导出符号，例如厂商的清单：“新增”和“移除”说的是这一部分的增减。',
  );
  expect(paragraph(finding({ 'not-comparable': 9 }, { coverages: ['all', 'part'], uncovered: 9 }))).toBe(
    '在 amd64 上，与 1 相比没有已知的变化。2 只收录了部分导出符号：其中没有的符号是新增还是移除，无从得知。',
  );
});

test('the finding in a few words is said once where the variants agree', () => {
  const changed = finding({ 'crc-changed': 1, added: 1200 }, { variant: 'x' });
  expect(zh.summaryLines([changed])).toBe('1 个 CRC 变化，新增 1,200 个');
  expect(zh.summaryLines([changed, finding({}, { variant: 'y' })])).toBe(
    'x：1 个 CRC 变化，新增 1,200 个；y：没有变化',
  );
  expect(zh.summaryLines([finding({ added: 1 }, { generators: ['none', 'none'] })])).toBe(
    '所有模块都须重新编译',
  );
});

test('a list reads as Chinese', () => {
  expect([zh.enumerated(['甲']), zh.enumerated(['甲', '乙']), zh.enumerated(['甲', '乙', '丙'])]).toEqual([
    '甲',
    '甲和乙',
    '甲、乙和丙',
  ]);
  expect(zh.enumerated(['Debian 11（5.10）', 'Debian 12'])).toBe('Debian 11（5.10）和 Debian 12');
  expect(zh.enumerated(['amd64', 'arm64'])).toBe('amd64 和 arm64');
});

const anyCount = fc.nat({ max: 30_000 });
const anySummary: fc.Arbitrary<DiffSummary> = fc.record({
  ...{ removed: anyCount, added: anyCount, 'crc-changed': anyCount, 'type-changed': anyCount },
  ...{ 'namespace-changed': anyCount, 'module-moved': anyCount, 'not-comparable': anyCount },
});
const anyFinding: fc.Arbitrary<VariantFinding> = fc
  .record({
    variant: fc.constantFrom('x', 'y', 'z', 'w'),
    summary: anySummary,
    common: anyCount,
    generators: fc.tuple(fc.constantFrom(...CRC_GENERATORS), fc.constantFrom(...CRC_GENERATORS)),
    removed: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }),
    coverages: fc.tuple(fc.constantFrom(...COVERAGES), fc.constantFrom(...COVERAGES)),
    uncovered: fc.constant(0),
    rust: fc.record({ added: anyCount, removed: anyCount, renamed: anyCount }),
  })
  .map(({ summary, ...rest }) => {
    const { added, removed } = rest.rust;
    return {
      ...rest,
      summary: { ...summary, added: summary.added + added, removed: summary.removed + removed },
    };
  });
const figures = (text: string) => [...text.matchAll(/\d[\d,]*\d|\d/g)].map(([n]) => n).sort();

test('both languages give the same figures and the same symbols', () => {
  fc.assert(
    fc.property(fc.array(anyFinding, { minLength: 1, maxLength: 5 }), (variants) => {
      const [english, chinese] = [en, zh].map(({ comparisonPhrase }) => comparisonPhrase('A', 'B', variants));
      const symbols = (phrase: Phrase = []) => phrase.filter((part) => typeof part !== 'string');
      const inWords = (phrase: Phrase = []) =>
        figures(phrase.filter((part) => typeof part === 'string').join(''));
      expect(symbols(chinese)).toEqual(symbols(english));
      expect(inWords(chinese)).toEqual(inWords(english));
      expect(figures(zh.summaryLines(variants))).toEqual(figures(en.summaryLines(variants)));
    }),
  );
});
