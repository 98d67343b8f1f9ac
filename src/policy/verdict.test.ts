import { expect, test } from 'vitest';
import { parseSeverities } from '../formats/lists/severities.ts';
import type { Change } from '../kernel/change.ts';
import type { Export } from '../kernel/export.ts';
import { changeFacts, gravest, judge, judgeNotComparable, type Guarantee } from './verdict.ts';

const before: Export = {
  symbol: 'foo',
  crc: 1,
  module: 'drivers/foo/foo',
  type: 'EXPORT_SYMBOL',
  namespace: '',
};

function change(kinds: Change['kinds'], after: Partial<Export> | null = {}): Change {
  return { symbol: 'foo', kinds, before, after: after && { ...before, ...after } };
}

const all: Guarantee = { keeps: 'kabi', protects: 'all', rules: [] };

function verdicts(of: Change, guarantee: Guarantee) {
  return changeFacts(of).map((fact) => judge(fact, guarantee, 'all').verdict);
}

test('a symbol that went or changed its CRC breaks a promise to keep all exports', () => {
  expect(verdicts(change(['removed'], null), all)).toEqual(['breaking']);
  expect(verdicts(change(['crc-changed'], { crc: 2 }), all)).toEqual(['breaking']);
});

test('a symbol that was added or only moved breaks nothing', () => {
  const added: Change = {
    symbol: 'bar',
    kinds: ['added'],
    before: null,
    after: { ...before, symbol: 'bar' },
  };
  expect(verdicts(added, all)).toEqual(['implicitly-tolerated']);
  expect(verdicts(change(['module-moved'], { module: 'vmlinux' }), all)).toEqual(['implicitly-tolerated']);
});

test('an export type breaks when it becomes GPL only, and not the other way round', () => {
  expect(verdicts(change(['type-changed'], { type: 'EXPORT_SYMBOL_GPL' }), all)).toEqual(['breaking']);
  const eased: Change = { ...change(['type-changed']), before: { ...before, type: 'EXPORT_SYMBOL_GPL' } };
  expect(verdicts(eased, all)).toEqual(['implicitly-tolerated']);
});

test('a namespace breaks when a symbol enters one, and not when it leaves it', () => {
  expect(verdicts(change(['namespace-changed'], { namespace: 'FOO' }), all)).toEqual(['breaking']);
  const left: Change = { ...change(['namespace-changed']), before: { ...before, namespace: 'FOO' } };
  expect(verdicts(left, all)).toEqual(['implicitly-tolerated']);
});

test('what is not on the list is outside the promise', () => {
  const listed = new Set(['bar']);
  expect(verdicts(change(['removed'], null), { ...all, protects: 'list', listed })).toEqual([
    'outside-promise',
  ]);
  expect(verdicts(change(['removed'], null), { ...all, protects: 'list', listed: new Set(['foo']) })).toEqual(
    ['breaking'],
  );
});

test('a list that is not on file leaves the verdict unknown', () => {
  expect(verdicts(change(['removed'], null), { ...all, protects: 'list' })).toEqual(['unknown']);
});

test.each([
  ['nothing', 'outside-promise'],
  ['not-applicable', 'outside-promise'],
  ['unknown', 'unknown'],
] as const)('where the promise keeps %s, a removal is %s', (keeps, expected) => {
  expect(verdicts(change(['removed'], null), { keeps, protects: 'none', rules: [] })).toEqual([expected]);
});

test('a promise of the source interface says nothing of CRCs, and forbids removals', () => {
  const kapi: Guarantee = { keeps: 'kapi', protects: 'all', rules: [] };
  expect(verdicts(change(['crc-changed'], { crc: 2 }), kapi)).toEqual(['outside-promise']);
  expect(verdicts(change(['removed'], null), kapi)).toEqual(['breaking']);
});

test('what a part of the exports lost is unknown where it was promised, and no breach', () => {
  const [fact] = changeFacts(change(['removed'], null));
  expect.assert(fact !== undefined);
  expect(judge(fact, all, 'all')).toEqual({ verdict: 'breaking' });
  expect(judge(fact, all, 'part')).toEqual({ verdict: 'unknown' });
  expect(judge(fact, { ...all, protects: 'none' }, 'part')).toEqual({ verdict: 'outside-promise' });
});

test('the first rule that matches decides, and is named', () => {
  const rules = parseSeverities('foo FAIL\ndrivers/foo/* PASS # bug 1\nvmlinux PASS\n', 'severities').records;
  const [fact] = changeFacts(change(['crc-changed'], { crc: 2 }));
  expect.assert(fact !== undefined);
  expect(judge(fact, { ...all, rules }, 'all')).toEqual({ verdict: 'breaking', rule: rules[0] });
  expect(judge(fact, { ...all, rules: rules.slice(1) }, 'all')).toEqual({
    verdict: 'tolerated',
    rule: rules[1],
  });
  expect(judge(fact, { ...all, rules: rules.slice(2) }, 'all')).toEqual({ verdict: 'breaking' });
});

test('rules match the module that a symbol was in before', () => {
  const { records: rules } = parseSeverities('drivers/foo/foo PASS\n', 'severities');
  expect(verdicts(change(['crc-changed', 'module-moved'], { module: 'vmlinux' }), { ...all, rules })).toEqual(
    ['tolerated', 'implicitly-tolerated'],
  );
});

test('a protected symbol whose CRCs cannot be compared is unknown, never kept', () => {
  expect(judgeNotComparable('foo', all)).toBe('unknown');
  expect(judgeNotComparable('foo', { ...all, protects: 'list', listed: new Set() })).toBe('outside-promise');
});

test('several verdicts count as the gravest', () => {
  expect(gravest(['tolerated', 'breaking', 'implicitly-tolerated'])).toBe('breaking');
  expect(gravest(['outside-promise', 'tolerated'])).toBe('tolerated');
});
