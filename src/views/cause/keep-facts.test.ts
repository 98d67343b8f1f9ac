import { describe, expect, test } from 'vitest';
import { WORDS } from '../../lang/languages.ts';
import { keepPlan } from '../../types/keep/plan.ts';
import type { Advice } from '../../types/keep/advice.ts';
import { keepFacts, sentences, shareKept, type Keepable } from './keep-facts.ts';

const HIDDEN: Advice = {
  effort: 'hidden',
  steps: [
    {
      ...{ guard: 'hide-member', names: ['n'], condition: 'unset-by-modules' },
      place: { kind: 'hole', behind: 'a', offset: 32, bits: 32 },
    },
  ],
};
const NONE: Advice = { effort: 'none', steps: [{ obstacle: 'other-width', names: ['gb'] }] };

function keepable(): Keepable {
  const causes = [
    { kind: 'struct' as const, name: 'dev', scopes: [], symbols: 2, advice: HIDDEN },
    { kind: 'struct' as const, name: 'nfc', scopes: [], symbols: 1, advice: NONE },
  ];
  const reached = [
    { symbol: 'a', causes: [0] },
    { symbol: 'b', causes: [0, 1] },
  ];
  return {
    causes,
    keep: keepPlan(
      causes.map(({ advice }) => advice.effort),
      reached,
    ),
    ...{ unexplained: 1, exact: false },
    drivers: [
      { title: 'Gizmo', imports: 1, causes: [0] },
      { title: 'Other', imports: 2, causes: [0, 1] },
    ],
  };
}

describe('the answer', () => {
  test('says what all guards keep, what hiding keeps, and what cannot be kept', () => {
    expect(keepFacts(keepable(), WORDS.en)?.answer).toEqual([
      '1 guard keeps 1 of 2 changed exports with a known cause (50 %).',
      'Hiding changes from CRCs, without changing the code further, keeps 1.',
      '1 export cannot be kept, because of struct nfc.',
      'Of 1 further changed export no cause is known, so nothing says what keeps it.',
    ]);
  });

  test('is the same in Chinese', () => {
    const facts = keepFacts(keepable(), WORDS.zh);
    expect(sentences(facts?.answer ?? [])).toBe(
      '采取 1 项防护措施，可保住 2 个原因已知的变化符号中的 1 个（50 %）。只对 CRC 隐藏变化、代码不再另改，可保住 1 个。1 个导出符号无法保住，原因是 struct nfc。另有 1 个变化符号的原因未知，因此无从得知怎样保住。',
    );
    expect(facts?.rows[0]?.guards).toEqual([
      '对 genksyms 隐藏 n。',
      '它位于 a 之后 4 字节的空洞（偏移 4）。',
    ]);
  });
});

test('each cause has what to do, and what has to hold', () => {
  const [first, second] = keepFacts(keepable(), WORDS.en)?.rows ?? [];
  expect(first?.guards).toEqual([
    'Hide n from genksyms.',
    'That is in the hole of 4 bytes behind a, offset 4.',
  ]);
  expect(first?.conditions).toEqual([
    'The kernel can stand it unset, or full of rubbish, in objects that older modules allocate.',
  ]);
  expect(second?.guards).toEqual([
    'gb has another width in its place: older modules read or write the wrong bytes.',
  ]);
  expect(second?.conditions).toEqual([]);
});

test('each driver has the number of guards that it needs, or why it cannot be kept', () => {
  expect(keepFacts(keepable(), WORDS.en)?.drivers).toEqual([
    'Gizmo: 1 guard keeps its changed imports (1).',
    'Other: not kept, because of struct nfc.',
  ]);
});

test('vendors are listed with the macros for what occurs', () => {
  const { macros = [] } = keepFacts(keepable(), WORDS.en) ?? {};
  expect(macros.map(({ dialect, macros: own }) => `${dialect.title}: ${own.join()}`)).toEqual([
    'Linux (gendwarfksyms): KABI_IGNORE',
    'RHEL: RH_KABI_FILL_HOLE',
    'SUSE (genksyms): #ifndef __GENKSYMS__',
    'openEuler: KABI_FILL_HOLE',
    'Oracle UEK: UEK_KABI_FILL_HOLE',
    'Android: ANDROID_KABI_IGNORE',
  ]);
});

test('where no export with a cause changed there is nothing to say', () => {
  expect(keepFacts({ ...keepable(), keep: keepPlan([], []) }, WORDS.en)).toBeUndefined();
});

test('a share that is not all is never said to be all', () => {
  expect([shareKept(1, 1), shareKept(9999, 10_000), shareKept(1, 1000), shareKept(0, 5)]).toEqual([
    '100 %',
    '>99 %',
    '<1 %',
    '0 %',
  ]);
});
