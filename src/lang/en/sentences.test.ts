import { describe, expect, test } from 'vitest';
import { emptySummary, type DiffSummary } from '../../history/diff.ts';
import { comparisonPhrase, summaryLine, summaryLines, whyNotComparable } from './sentences.ts';
import { phraseText } from '../common/phrase.ts';
import type { VariantFinding } from '../common/variant-finding.ts';
import { count, counted, listed } from '../../base/text.ts';

const NO_RUST = { added: 0, removed: 0, renamed: 0 };

function finding(counts: Partial<DiffSummary>, rest: Partial<VariantFinding> = {}): VariantFinding {
  const summary = { ...emptySummary(), ...counts };
  return {
    ...{ variant: 'amd64', common: 100, generators: ['genksyms', 'genksyms'], removed: [] },
    ...{ coverages: ['all', 'all'], uncovered: 0, rust: NO_RUST, ...rest, summary },
  };
}

function paragraph(...variants: readonly VariantFinding[]): string {
  return phraseText(comparisonPhrase('1', '2', variants));
}

describe('the paragraph about a comparison', () => {
  test('says plainly that nothing changed, and what that means', () => {
    expect(paragraph(finding({}), finding({}, { variant: 'arm64' }))).toBe(
      '2 exports the same symbols with the same CRCs as 1 on amd64 and arm64: ' +
        'modules built for 1 load without a rebuild as far as symbol versions decide.',
    );
  });

  test('counts every kind of change, the ones that matter to modules first', () => {
    const text = paragraph(
      finding(
        {
          'crc-changed': 7529,
          added: 2,
          removed: 1,
          'module-moved': 3,
          'namespace-changed': 1,
          'type-changed': 4,
        },
        { common: 28093, removed: ['kfree_old'] },
      ),
    );
    expect(text).toContain(
      'On amd64, 7,529 of the 28,093 symbols in common with 1 changed their CRC, 2 symbols were added, ' +
        '1 symbol was removed, 3 moved to another module, 1 changed its namespace and 4 changed their export type ' +
        '(gone: kfree_old).',
    );
  });

  test('says of two parts of the exports that it knows nothing of other symbols', () => {
    const both = { coverages: ['part', 'part'] } as const;
    expect(paragraph(finding({}, both))).toBe(
      'What is on file of 2 has the same symbols with the same CRCs as 1 on amd64: modules built for 1 load ' +
        'without a rebuild as far as these symbols decide. Of both only a part of the exports is on file, such as ' +
        'a vendor\'s list: "added" and "removed" tell what that part gained and lost.',
    );
    const text = paragraph(finding({ added: 40, removed: 1 }, { ...both, removed: ['a'] }));
    expect(text).toContain(
      'On amd64, 40 symbols were added and 1 symbol was removed against 1 (gone: a). Of both',
    );
    expect(text).not.toContain('does not load');
  });

  test('counts what only one side has apart from what has no CRC', () => {
    const counts = { 'crc-changed': 1, 'not-comparable': 12 };
    expect(paragraph(finding(counts, { coverages: ['all', 'part'], uncovered: 10, common: 90 }))).toBe(
      'On amd64, 1 of the 90 symbols in common with 1 changed its CRC. 2 common symbols have no CRC to compare. ' +
        'A module built for 1 that imports a changed symbol does not load as it is. ' +
        'Of 2 only a part of the exports is on file: whether the symbols that it lacks were added or removed is unknown.',
    );
    expect(paragraph(finding({ 'not-comparable': 9 }, { coverages: ['part', 'all'], uncovered: 9 }))).toBe(
      'On amd64 nothing is known to have changed against 1. ' +
        'Of 1 only a part of the exports is on file: whether the symbols that it lacks were added or removed is unknown.',
    );
  });

  test('tells the range of more than two architectures that differ', () => {
    const of = (variant: string, changed: number, added: number, removed: readonly string[]) =>
      finding(
        { 'crc-changed': changed, added, removed: removed.length, 'type-changed': 2 },
        { variant, removed },
      );
    expect(
      paragraph(
        of('arm64', 13463, 1203, ['b']),
        of('s390x', 7341, 1635, []),
        of('x86_64', 13433, 1159, ['a']),
      ),
    ).toBe(
      'On each of arm64, s390x and x86_64, 7,341 to 13,463 of the symbols in common with 1 changed their CRC, ' +
        '1,159 to 1,635 symbols were added, 0 to 1 symbols were removed and 2 changed their export type (gone: a, b). ' +
        'A module built for 1 that imports a changed or removed symbol does not load as it is.',
    );
    const [some, all] = [{ 'not-comparable': 3 }, { 'not-comparable': 100 }];
    const variants = ['x', 'y', 'z'] as const;
    expect(paragraph(...variants.map((variant, i) => finding({ ...some, added: i }, { variant })))).toBe(
      'On each of x, y and z, 0 to 2 symbols were added against 1. 3 common symbols have no CRC to compare.',
    );
    expect(
      paragraph(
        ...variants.map((variant, i) => finding({ ...(i === 0 ? all : some), added: i }, { variant })),
      ),
    ).toContain('On x, none of the 100 common CRCs can be compared, because');
  });

  test('links the few symbols that are gone, and does not list many', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const few = comparisonPhrase('1', '2', [finding({ removed: 6 }, { removed: names })]);
    expect(few.filter((part) => typeof part !== 'string')).toEqual(names.map((symbol) => ({ symbol })));
    const many = comparisonPhrase('1', '2', [finding({ removed: 7 }, { removed: [...names, 'g'] })]);
    expect(many.filter((part) => typeof part !== 'string')).toEqual([]);
  });

  test('names the other side where no CRC changed', () => {
    expect(paragraph(finding({ added: 1 }))).toMatch(/^On amd64, 1 symbol was added against 1\./);
  });

  test('tells a variant without changes from one with some', () => {
    expect(paragraph(finding({ added: 1 }), finding({}, { variant: 'arm64' }))).toContain(
      'On arm64 nothing changed against 1.',
    );
  });

  test('never calls unchanged what cannot be compared', () => {
    const text = paragraph(finding({ 'not-comparable': 100 }, { generators: ['genksyms', 'gendwarfksyms'] }));
    expect(text).toBe(
      'On amd64, none of the 100 common CRCs can be compared, because 1 computed its CRCs with genksyms, ' +
        '2 with gendwarfksyms: whether those interfaces changed is unknown.',
    );
  });

  test('says of a kernel without symbol versions that every module has to be rebuilt, and nothing else', () => {
    const counts = { 'not-comparable': 100, added: 40, removed: 3 };
    expect(paragraph(finding(counts, { generators: ['genksyms', 'none'] }))).toBe(
      'Every module has to be rebuilt for 2: this kernel is built without symbol versions, so it loads only ' +
        'modules that were built for it.',
    );
    expect(paragraph(finding(counts, { generators: ['none', 'none'] }))).toMatch(
      /^Every module has to be rebuilt for 2: .* built for it\.$/,
    );
    expect(paragraph(finding(counts, { generators: ['none', 'genksyms'] }))).toBe(
      'Every module built for 1 has to be rebuilt for 2: 1 was built without symbol versions, so its modules ' +
        'carry none, and 2 demands them.',
    );
  });

  test('says so first where it holds of some architectures', () => {
    const versioned = finding({ 'crc-changed': 1 }, { variant: 'arm64' });
    expect(paragraph(versioned, finding({}, { generators: ['none', 'none'] }))).toBe(
      'Every module has to be rebuilt for 2 on amd64: this kernel is built without symbol versions, so it loads ' +
        'only modules that were built for it. On arm64, 1 of the 100 symbols in common with 1 changed its CRC. ' +
        'A module built for 1 that imports a changed or removed symbol does not load as it is.',
    );
  });

  test('takes a list without CRCs for what it is, a part of the exports', () => {
    const list = { generators: ['genksyms', 'none'], coverages: ['all', 'part'] } as const;
    expect(paragraph(finding({ 'not-comparable': 100 }, list))).toContain(
      'On amd64, none of the 100 common CRCs',
    );
  });

  test('counts symbols of Rust apart, and says when another compiler only renamed them', () => {
    const rust = { added: 1788, removed: 1742, renamed: 1600 };
    const counts = { added: 1829, removed: 1838 };
    expect(paragraph(finding(counts, { rust }))).toBe(
      'On amd64, 41 symbols were added and 96 symbols were removed against 1. Rust symbols are counted apart: ' +
        '1,788 were added and 1,742 removed; 1,600 are in both kernels, under a new name that another version of ' +
        'rustc gave. A module built for 1 that imports a changed or removed symbol does not load as it is.',
    );
    expect(paragraph(finding({ added: 1 }, { rust: { added: 1, removed: 0, renamed: 0 } }))).toBe(
      'On amd64, only Rust symbols came or went against 1: 1 were added and 0 removed.',
    );
    expect(summaryLines([finding(counts, { rust })])).toBe(
      '41 added, 96 removed; Rust: 1,788 added, 1,742 removed',
    );
  });

  test('says how many of the common symbols lack a CRC', () => {
    expect(paragraph(finding({ 'not-comparable': 1 }))).toBe(
      'On amd64, 1 common symbol has no CRC to compare.',
    );
    expect(paragraph(finding({ added: 1, 'not-comparable': 2 }))).toContain(
      ' 2 common symbols have no CRC to compare.',
    );
  });
});

test.each([
  ['none', 'none', 'neither kernel was built with symbol versions'],
  ['none', 'genksyms', 'A was built without symbol versions'],
  ['genksyms', 'none', 'B was built without symbol versions'],
  ['genksyms', 'gendwarfksyms', 'A computed its CRCs with genksyms, B with gendwarfksyms'],
  ['genksyms', 'genksyms', 'they are not on record on both sides'],
  ['unknown', 'unknown', 'they are not on record on both sides'],
] as const)('CRCs by %s and %s: %s', (before, after, why) => {
  expect(whyNotComparable('A', 'B', [before, after])).toBe(why);
});

test('a summary line has the counts that are not zero', () => {
  expect(summaryLine(emptySummary())).toBe('no change');
  expect(summaryLine({ ...emptySummary(), 'crc-changed': 1, added: 1200, 'not-comparable': 2 })).toBe(
    '1 CRC changed, 1,200 added, 2 CRCs not comparable',
  );
});

test('the line of a kernel without symbol versions says that every module has to be rebuilt', () => {
  const unversioned = finding({ added: 4 }, { generators: ['genksyms', 'none'] });
  expect(summaryLines([unversioned])).toBe('every module has to be rebuilt');
  expect(summaryLines([unversioned, finding({}, { variant: 'arm64' })])).toBe(
    'amd64: every module has to be rebuilt; arm64: no change',
  );
});

test('numbers and lists read as English', () => {
  expect(count(7529)).toBe('7,529');
  expect(counted(1, 'symbol', 'symbols')).toBe('1 symbol');
  expect(counted(0, 'symbol', 'symbols')).toBe('0 symbols');
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});
