import { expect, test } from 'vitest';
import { noReasons } from '../../types/diff/cause.ts';
import type { CausesSummary } from '../../records/entries/comparison.ts';
import { causesSentence, certaintySentence, unexplainedSentence } from './cause-summary.ts';
import { NO_CAUSES } from '../../../tests/support/type-fixtures.ts';

test.each<[string, CausesSummary]>([
  [
    'On amd64, 37 causes explain 7,293 of 7,529 changed CRCs: 20 changed a layout, 4 changed a prototype and ' +
      '13 kept every size and offset. 236 changes are unexplained: BTF does not describe 234 and 2 reach no ' +
      'difference that it shows. 3 types that exports reach changed while no CRC did.',
    {
      ...NO_CAUSES,
      causes: { ...NO_CAUSES.causes, 'layout-changed': 20, 'prototype-changed': 4, 'layout-kept': 13 },
      explained: 7293,
      unexplained: { ...noReasons(), 'no-type-information': 234, 'no-difference-found': 2 },
      hidden: 3,
    },
  ],
  [
    'On amd64, 1 cause explains 1 of 1 changed CRCs: 1 only became visible.',
    { ...NO_CAUSES, causes: { ...NO_CAUSES.causes, 'became-visible': 1 }, explained: 1 },
  ],
  [
    'On amd64, 0 causes explain 0 of 1 changed CRCs. 1 change is unexplained: genksyms does not describe 1.',
    {
      ...NO_CAUSES,
      source: 'genksyms',
      unexplained: { ...noReasons(), 'no-type-information': 1, 'no-difference-found': 0 },
    },
  ],
  [
    'On amd64, no CRC changed. 1 type that exports reach changed while no CRC did.',
    { ...NO_CAUSES, hidden: 1 },
  ],
  ['On amd64, no CRC and no type that an export reaches changed.', NO_CAUSES],
])('%s', (expected, summary) => {
  expect(causesSentence(summary)).toBe(expected);
});

test('what is unexplained is said with the reason, and not said where nothing is', () => {
  const reasons = { ...noReasons(), 'no-type-information': 0, 'no-difference-found': 1 };
  expect(unexplainedSentence('btf', reasons)).toBe(
    '1 change is unexplained: 1 reaches no difference that it shows.',
  );
  expect(unexplainedSentence('btf', { ...reasons, 'no-difference-found': 0 })).toBe('');
});

test('a reader is warned of what was told from BTF, and of nothing else', () => {
  expect(certaintySentence({ exact: false })).toContain('some of these causes may not have affected a CRC');
  expect(certaintySentence({ exact: true })).toBe(undefined);
});
