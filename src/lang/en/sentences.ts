/** Findings in words, once: release pages, comparisons, lists and feeds say the same thing in the same sentence. */
import { count, counted, listed } from '../../base/text.ts';
import { hasChanges, sameGenerator, type DiffSummary, type UnversionedSide } from '../../history/diff.ts';
import type { ChangeKind } from '../../kernel/change.ts';
import type { CrcGenerator } from '../../kernel/export.ts';
import type { Phrase } from '../common/phrase.ts';
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

/** The paragraph at the top of a release or comparison page: what happened, and what it means for a module. */
export function comparisonPhrase(before: string, after: string, variants: readonly VariantFinding[]): Phrase {
  const { of, rest } = rebuiltWhole(variants);
  const whole = [...of].map(([side, own]) =>
    rebuildSentence(side, before, after, rest.length + of.size > 1 ? own : []),
  );
  if (rest.length === 0) return [whole.join(' ')];
  return [...whole.map((each) => `${each} `), ...versionedPhrase(before, after, rest)];
}

/** @param variants that are named; none: it holds of all */
function rebuildSentence(
  side: UnversionedSide,
  before: string,
  after: string,
  variants: readonly VariantFinding[],
): string {
  const on = variants.length === 0 ? '' : ` on ${listed(variants.map(({ variant }) => variant))}`;
  return side === 'after'
    ? `Every module has to be rebuilt for ${after}${on}: this kernel is built without symbol versions, so it loads only modules that were built for it.`
    : `Every module built for ${before} has to be rebuilt for ${after}${on}: ${before} was built without symbol versions, so its modules carry none, and ${after} demands them.`;
}

function versionedPhrase(before: string, after: string, variants: readonly VariantFinding[]): Phrase {
  const unchanged = variants.filter(
    (each) => !hasChanges(each.summary) && each.summary['not-comparable'] === 0,
  );
  const note = coverageNote(before, after, coveragesOf(variants));
  if (unchanged.length === variants.length) {
    const subject = note === '' ? `${after} exports` : `What is on file of ${after} has`;
    return [
      `${subject} the same symbols with the same CRCs as ${before} on ${listed(variants.map((l) => l.variant))}: `,
      `modules built for ${before} load without a rebuild as far as ${note === '' ? 'symbol versions' : 'these symbols'} decide.`,
      ...(note === '' ? [] : [` ${note}`]),
    ];
  }
  const isChanged = variants.some(({ summary }) => summary['crc-changed'] > 0);
  const isRemoved = note === '' && variants.some(({ summary }) => summary.removed > 0);
  const what = note === '' ? 'a changed or removed symbol' : 'a changed symbol';
  const phrases = saidOnce(variants, eachOf, (each) => variantPhrase(before, after, each));
  const said =
    phrases.length > MOST_PHRASES && canSpread(variants) ? [spreadPhrase(before, variants)] : phrases;
  return [
    ...said.flatMap((phrase, index) => [...(index === 0 ? [] : [' ']), ...phrase]),
    isChanged || isRemoved
      ? ` A module built for ${before} that imports ${what} does not load as it is.`
      : '',
    ...(note === '' ? [] : [` ${note}`]),
  ];
}

interface Clause {
  /** Of one variant, with the number of symbols that both kernels have. */
  readonly counted: (n: number, before: string, common: number) => string;
  /** After a number or a range, of several variants. */
  readonly range: (before: string) => string;
}

/** In the order in which a sentence has them. */
const CLAUSES: Readonly<Record<ChangeKind, Clause>> = {
  'crc-changed': {
    counted: (n, before, common) =>
      `${count(n)} of the ${count(common)} symbols in common with ${before} changed ${n === 1 ? 'its' : 'their'} CRC`,
    range: (before) => `of the symbols in common with ${before} changed their CRC`,
  },
  added: {
    counted: (n) => `${counted(n, 'symbol was', 'symbols were')} added`,
    range: () => 'symbols were added',
  },
  removed: {
    counted: (n) => `${counted(n, 'symbol was', 'symbols were')} removed`,
    range: () => 'symbols were removed',
  },
  'module-moved': {
    counted: (n) => `${count(n)} moved to another module`,
    range: () => 'moved to another module',
  },
  'namespace-changed': {
    counted: (n) => `${counted(n, 'changed its', 'changed their')} namespace`,
    range: () => 'changed their namespace',
  },
  'type-changed': {
    counted: (n) => `${counted(n, 'changed its', 'changed their')} export type`,
    range: () => 'changed their export type',
  },
};
const KINDS_TOLD = Object.keys(CLAUSES) as readonly ChangeKind[];

function spreadPhrase(before: string, variants: readonly VariantFinding[]): Phrase {
  const range = (of: (finding: VariantFinding) => number, words: string): string[] => {
    const [least = '', most = ''] = spread(variants, of) ?? [];
    if (most === '') return [];
    return [`${least === most ? most : `${least} to ${most}`} ${words}`];
  };
  const told = KINDS_TOLD.filter((kind) => variants.some((each) => withoutRust(each)[kind] > 0));
  const parts = told.flatMap((kind) => range((each) => withoutRust(each)[kind], CLAUSES[kind].range(before)));
  const against = told.includes('crc-changed') ? '' : ` against ${before}`;
  const [unknown] = range(withoutCrc, 'common symbols have no CRC to compare');
  const rust = [
    ...range((each) => each.rust.added, 'Rust symbols were added'),
    ...range((each) => each.rust.removed, 'Rust symbols were removed'),
  ];
  const apart = rust.length === 0 ? '' : ` Counted apart, ${listed(rust)}.`;
  const where = `On ${eachOf(variants.map(({ variant }) => variant))}, `;
  if (parts.length === 0)
    return [`${where}${unknown ?? 'nothing is known to have changed'}${against}.${apart}`];
  return [
    `${where}${listed(parts)}${against}`,
    ...namesOf(allRemoved(variants)),
    unknown === undefined ? '.' : `. ${unknown}.`,
    apart,
  ];
}

/** Of several, that it holds of each: `amd64`, `both amd64 and arm64`. */
export function eachOf(variants: readonly string[]): string {
  if (variants.length === 1) return listed(variants);
  return variants.length === 2 ? `both ${listed(variants)}` : `each of ${listed(variants)}`;
}

/** What a reader must know of sides that hold a part of their kernel's exports; empty if none does. */
export function coverageNote(before: string, after: string, [old, now]: Coverages): string {
  if (old === 'all' && now === 'all') return '';
  if (old === now)
    return `Of both only a part of the exports is on file, such as a vendor's list: "added" and "removed" tell what that part gained and lost.`;
  return `Of ${old === 'part' ? before : after} only a part of the exports is on file: whether the symbols that it lacks were added or removed is unknown.`;
}

function variantPhrase(before: string, after: string, finding: VariantFinding): Phrase {
  const { variant, common } = finding;
  const summary = withoutRust(finding);
  if (!hasChanges(finding.summary) && summary['not-comparable'] === 0) {
    return [`On ${variant} nothing changed against ${before}.`];
  }
  const parts = KINDS_TOLD.flatMap((kind) =>
    summary[kind] === 0 ? [] : CLAUSES[kind].counted(summary[kind], before, common),
  );
  const against = summary['crc-changed'] > 0 || parts.length === 0 ? '' : ` against ${before}`;
  const head =
    parts.length === 0 ? [] : [`On ${variant}, ${listed(parts)}${against}`, ...namesOf(finding.removed), '.'];
  const rust = rustSentence(before, finding, parts.length === 0);
  const said = rust === '' ? head : [...head, rust];
  return [...said, ...notComparablePhrase(before, after, finding, said.length === 0)];
}

/** Empty where no Rust symbol was added or removed. */
function rustSentence(before: string, { variant, rust }: VariantFinding, isFirst: boolean): string {
  const { added, removed, renamed } = rust;
  if (added + removed === 0) return '';
  const counts = `${count(added)} were added and ${count(removed)} removed`;
  const same =
    renamed === 0
      ? ''
      : `; ${counted(renamed, 'is', 'are')} in both kernels, under a new name that another version of rustc gave`;
  return isFirst
    ? `On ${variant}, only Rust symbols came or went against ${before}: ${counts}${same}.`
    : ` Rust symbols are counted apart: ${counts}${same}.`;
}

const FEW = 6;

function namesOf(removed: readonly string[]): Phrase {
  if (removed.length === 0 || removed.length > FEW) return [];
  return [' (gone: ', ...removed.flatMap((symbol, i) => (i === 0 ? [{ symbol }] : [', ', { symbol }])), ')'];
}

function notComparablePhrase(before: string, after: string, finding: VariantFinding, first: boolean): Phrase {
  const { variant, common, generators } = finding;
  const unknown = withoutCrc(finding);
  if (unknown === 0)
    return first ? [`On ${variant} nothing is known to have changed against ${before}.`] : [];
  const where = first ? `On ${variant}, ` : ' ';
  if (unknown < common) {
    return [`${where}${counted(unknown, 'common symbol has', 'common symbols have')} no CRC to compare.`];
  }
  return [
    `${where}${first ? 'n' : 'N'}one of the ${count(common)} common CRCs can be compared, because `,
    `${whyNotComparable(before, after, generators)}: whether those interfaces changed is unknown.`,
  ];
}

export function whyNotComparable(
  before: string,
  after: string,
  [old, now]: readonly [CrcGenerator, CrcGenerator],
): string {
  if (old === 'none' && now === 'none') return 'neither kernel was built with symbol versions';
  if (old === 'none') return `${before} was built without symbol versions`;
  if (now === 'none') return `${after} was built without symbol versions`;
  if (sameGenerator(old, now)) return 'they are not on record on both sides';
  return `${before} computed its CRCs with ${old}, ${after} with ${now}`;
}

/** In the order in which a line has them. */
const LINES: Readonly<Record<keyof DiffSummary, (n: number) => string>> = {
  'crc-changed': (n) => `${counted(n, 'CRC', 'CRCs')} changed`,
  added: (n) => `${count(n)} added`,
  removed: (n) => `${count(n)} removed`,
  'type-changed': (n) => `${counted(n, 'export type', 'export types')} changed`,
  'namespace-changed': (n) => `${counted(n, 'namespace', 'namespaces')} changed`,
  'module-moved': (n) => `${count(n)} moved module`,
  'not-comparable': (n) => `${counted(n, 'CRC', 'CRCs')} not comparable`,
};
const COUNTS_TOLD = Object.keys(LINES) as readonly (keyof DiffSummary)[];

/** For lists and page descriptions: the counts of one variant in a few words. */
export function summaryLine(summary: DiffSummary): string {
  const parts = COUNTS_TOLD.flatMap((kind) => (summary[kind] === 0 ? [] : LINES[kind](summary[kind])));
  return parts.length === 0 ? 'no change' : parts.join(', ');
}

/** The same with the symbols of Rust counted apart. */
export function findingLine(finding: Pick<VariantFinding, 'summary' | 'rust'>): string {
  const { added, removed } = finding.rust;
  const rust = added + removed === 0 ? '' : `Rust: ${count(added)} added, ${count(removed)} removed`;
  const line = summaryLine(withoutRust(finding));
  if (rust === '') return line;
  return hasChanges(withoutRust(finding)) ? `${line}; ${rust}` : rust;
}

/** The same for all variants of a comparison, said once where they agree. */
export function summaryLines(variants: readonly VariantFinding[]): string {
  const lines = variants.map((each) => ({
    variant: each.variant,
    text: unversioned(each) === null ? findingLine(each) : 'every module has to be rebuilt',
  }));
  const [first] = lines;
  if (first !== undefined && lines.every(({ text }) => text === first.text)) return first.text;
  return lines.map(({ variant, text }) => `${variant}: ${text}`).join('; ');
}
