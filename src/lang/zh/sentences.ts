/** Findings in words, in Chinese: the same facts in the same cases as sentences.ts. */
import { hasChanges, sameGenerator, type DiffSummary, type UnversionedSide } from '../../history/diff.ts';
import type { ChangeKind } from '../../kernel/change.ts';
import type { CrcGenerator } from '../../kernel/export.ts';
import {
  allRemoved,
  canSpread,
  coveragesOf,
  MOST_PHRASES,
  rebuiltWhole,
  saidOnce,
  spread,
  unversioned,
  withoutCrc,
  withoutRust,
  type Coverages,
  type VariantFinding,
} from '../common/variant-finding.ts';
import type { Phrase } from '../common/phrase.ts';
import { count } from '../../base/text.ts';

/** `甲`, `甲和乙`, `甲、乙和丙` */
export function enumerated(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  const last = parts.at(-1) ?? '';
  // A blank stands between characters and other letters or figures, beside none that has punctuation of its own.
  const before = /[\p{L}\p{N}]$/u.test(parts.at(-2) ?? '') && !/\p{Script=Han}$/u.test(parts.at(-2) ?? '');
  const after = /^[\p{L}\p{N}]/u.test(last) && !/^\p{Script=Han}/u.test(last);
  return `${parts.slice(0, -1).join('、')}${before ? ' ' : ''}和${after ? ' ' : ''}${last}`;
}

export function comparisonPhrase(before: string, after: string, variants: readonly VariantFinding[]): Phrase {
  const { of, rest } = rebuiltWhole(variants);
  const whole = [...of].map(([side, own]) =>
    rebuildSentence(side, before, after, rest.length + of.size > 1 ? own : []),
  );
  return rest.length === 0 ? whole : [...whole, ...versionedPhrase(before, after, rest)];
}

function rebuildSentence(
  side: UnversionedSide,
  before: string,
  after: string,
  variants: readonly VariantFinding[],
): string {
  const on = variants.length === 0 ? '' : `在 ${variants.map(({ variant }) => variant).join('、')} 上，`;
  return side === 'after'
    ? `${on}所有模块都须为 ${after} 重新编译：该内核构建时没有启用符号版本，只加载为它编译的模块。`
    : `${on}为 ${before} 编译的所有模块都须为 ${after} 重新编译：${before} 构建时没有启用符号版本，其模块不带符号版本，而 ${after} 要求符号版本。`;
}

function versionedPhrase(before: string, after: string, variants: readonly VariantFinding[]): Phrase {
  const unchanged = variants.filter(
    (each) => !hasChanges(each.summary) && each.summary['not-comparable'] === 0,
  );
  const note = coverageNote(before, after, coveragesOf(variants));
  if (unchanged.length === variants.length) {
    const subject = note === '' ? `${after} 导出的符号` : `收录的 ${after} 的符号`;
    return [
      `在 ${variants.map((each) => each.variant).join('、')} 上，${subject}及其 CRC 与 ${before} 完全相同：`,
      `仅就${note === '' ? '符号版本' : '这些符号'}而言，为 ${before} 编译的模块无须重新编译即可加载。`,
      ...(note === '' ? [] : [note]),
    ];
  }
  const isChanged = variants.some(({ summary }) => summary['crc-changed'] > 0);
  const isRemoved = note === '' && variants.some(({ summary }) => summary.removed > 0);
  const what = note === '' ? ' CRC 变化或被移除的符号' : ' CRC 变化的符号';
  const phrases = saidOnce(
    variants,
    (names) => names.join('、'),
    (each) => variantPhrase(before, after, each),
  );
  const said =
    phrases.length > MOST_PHRASES && canSpread(variants) ? [spreadPhrase(before, variants)] : phrases;
  return [
    ...said.flat(),
    isChanged || isRemoved ? `为 ${before} 编译的模块，凡导入${what}，都不能原样加载。` : '',
    ...(note === '' ? [] : [note]),
  ];
}

/** In the order in which a sentence has them; `common` is the number of symbols that both kernels have, where it is told. */
const CLAUSES: Readonly<Record<ChangeKind, (n: string, before: string, common?: string) => string>> = {
  'crc-changed': (n, before, common) =>
    `与 ${before} 共有的${common === undefined ? '' : ` ${common} 个`}符号中，${n} 个的 CRC 有变化`,
  added: (n) => `新增 ${n} 个符号`,
  removed: (n) => `移除 ${n} 个符号`,
  'module-moved': (n) => `${n} 个符号移到了其他模块`,
  'namespace-changed': (n) => `${n} 个符号的命名空间有变化`,
  'type-changed': (n) => `${n} 个符号的导出类型有变化`,
};
const KINDS_TOLD = Object.keys(CLAUSES) as readonly ChangeKind[];

function spreadPhrase(before: string, variants: readonly VariantFinding[]): Phrase {
  const range = (of: (finding: VariantFinding) => number, say: (range: string) => string): string[] => {
    const [least = '', most = ''] = spread(variants, of) ?? [];
    if (most === '') return [];
    return [say(least === most ? most : `${least} 至 ${most}`)];
  };
  const told = KINDS_TOLD.filter((kind) => variants.some((each) => withoutRust(each)[kind] > 0));
  const parts = told.flatMap((kind) =>
    range(
      (each) => withoutRust(each)[kind],
      (n) => CLAUSES[kind](n, before),
    ),
  );
  const against = told.includes('crc-changed') ? '' : `与 ${before} 相比，`;
  const [unknown] = range(withoutCrc, (n) => `共有符号中有 ${n} 个没有可供比较的 CRC`);
  const rust = [
    ...range(
      (each) => each.rust.added,
      (n) => `新增 ${n} 个`,
    ),
    ...range(
      (each) => each.rust.removed,
      (n) => `移除 ${n} 个`,
    ),
  ];
  const apart = rust.length === 0 ? '' : `Rust 符号另计：${rust.join('，')}。`;
  const where = `在 ${variants.map(({ variant }) => variant).join('、')} 上，`;
  if (parts.length === 0) return [`${where}${against}${unknown ?? '没有已知的变化'}。${apart}`];
  return [
    `${where}${against}${parts.join('，')}`,
    ...namesOf(allRemoved(variants)),
    unknown === undefined ? '。' : `。${unknown}。`,
    apart,
  ];
}

function coverageNote(before: string, after: string, [old, now]: Coverages): string {
  if (old === 'all' && now === 'all') return '';
  if (old === now) return '两者都只收录了部分导出符号，例如厂商的清单：“新增”和“移除”说的是这一部分的增减。';
  return `${old === 'part' ? before : after} 只收录了部分导出符号：其中没有的符号是新增还是移除，无从得知。`;
}

function variantPhrase(before: string, after: string, finding: VariantFinding): Phrase {
  const { variant, common } = finding;
  const summary = withoutRust(finding);
  if (!hasChanges(finding.summary) && summary['not-comparable'] === 0) {
    return [`在 ${variant} 上，与 ${before} 相比没有变化。`];
  }
  const parts = KINDS_TOLD.flatMap((kind) =>
    summary[kind] === 0 ? [] : CLAUSES[kind](count(summary[kind]), before, count(common)),
  );
  const against = summary['crc-changed'] > 0 || parts.length === 0 ? '' : `与 ${before} 相比，`;
  const head =
    parts.length === 0
      ? []
      : [`在 ${variant} 上，${against}${parts.join('，')}`, ...namesOf(finding.removed), '。'];
  const rust = rustSentence(before, finding, parts.length === 0);
  const said = rust === '' ? head : [...head, rust];
  return [...said, ...notComparablePhrase(before, after, finding, said.length === 0)];
}

function rustSentence(before: string, { variant, rust }: VariantFinding, isFirst: boolean): string {
  const { added, removed, renamed } = rust;
  if (added + removed === 0) return '';
  const counts = `新增 ${count(added)} 个，移除 ${count(removed)} 个`;
  const same = renamed === 0 ? '' : `，有 ${count(renamed)} 个两个内核都有，只是 rustc 版本不同而名称不同`;
  return isFirst
    ? `在 ${variant} 上，与 ${before} 相比只有 Rust 符号有增减：${counts}${same}。`
    : `Rust 符号另计：${counts}${same}。`;
}

const FEW = 6;

function namesOf(removed: readonly string[]): Phrase {
  if (removed.length === 0 || removed.length > FEW) return [];
  return [
    '（移除的是 ',
    ...removed.flatMap((symbol, i) => (i === 0 ? [{ symbol }] : ['、', { symbol }])),
    '）',
  ];
}

function notComparablePhrase(before: string, after: string, finding: VariantFinding, first: boolean): Phrase {
  const { variant, common, generators } = finding;
  const unknown = withoutCrc(finding);
  if (unknown === 0) return first ? [`在 ${variant} 上，与 ${before} 相比没有已知的变化。`] : [];
  const where = first ? `在 ${variant} 上，` : '';
  if (unknown < common) return [`${where}共有符号中有 ${count(unknown)} 个没有可供比较的 CRC。`];
  return [
    `${where}共有的 ${count(common)} 个 CRC 均无法比较，因为${whyNotComparable(before, after, generators)}：`,
    '这些接口是否有变化，无从得知。',
  ];
}

function whyNotComparable(
  before: string,
  after: string,
  [old, now]: readonly [CrcGenerator, CrcGenerator],
): string {
  if (old === 'none' && now === 'none') return '两个内核构建时都没有启用符号版本';
  if (old === 'none') return ` ${before} 构建时没有启用符号版本`;
  if (now === 'none') return ` ${after} 构建时没有启用符号版本`;
  if (sameGenerator(old, now)) return '两边没有同时收录 CRC';
  return ` ${before} 的 CRC 由 ${old} 生成，${after} 的由 ${now} 生成`;
}

/** In the order in which a line has them. */
const LINES: Readonly<Record<keyof DiffSummary, (n: string) => string>> = {
  'crc-changed': (n) => `${n} 个 CRC 变化`,
  added: (n) => `新增 ${n} 个`,
  removed: (n) => `移除 ${n} 个`,
  'type-changed': (n) => `${n} 个导出类型变化`,
  'namespace-changed': (n) => `${n} 个命名空间变化`,
  'module-moved': (n) => `${n} 个所属模块变更`,
  'not-comparable': (n) => `${n} 个 CRC 无法比较`,
};
const COUNTS_TOLD = Object.keys(LINES) as readonly (keyof DiffSummary)[];

function summaryLine(summary: DiffSummary): string {
  const parts = COUNTS_TOLD.flatMap((kind) => (summary[kind] === 0 ? [] : LINES[kind](count(summary[kind]))));
  return parts.length === 0 ? '没有变化' : parts.join('，');
}

function findingLine(finding: VariantFinding): string {
  const { added, removed } = finding.rust;
  const rust = added + removed === 0 ? '' : `Rust 符号新增 ${count(added)} 个，移除 ${count(removed)} 个`;
  const line = summaryLine(withoutRust(finding));
  if (rust === '') return line;
  return hasChanges(withoutRust(finding)) ? `${line}；${rust}` : rust;
}

export function summaryLines(variants: readonly VariantFinding[]): string {
  const lines = variants.map((each) => ({
    variant: each.variant,
    text: unversioned(each) === null ? findingLine(each) : '所有模块都须重新编译',
  }));
  const [first] = lines;
  if (first !== undefined && lines.every(({ text }) => text === first.text)) return first.text;
  return lines.map(({ variant, text }) => `${variant}：${text}`).join('；');
}
