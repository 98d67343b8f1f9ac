import { expect, test } from 'vitest';
import { DICTIONARIES } from '../i18n/dictionary.ts';
import { readingWords } from './reading-words.ts';

const read = '2026-11-20';

test('a source that was read says when; one that was not, or in part, says so', () => {
  const words = (extent?: 'excerpt' | 'copy' | 'named') => readingWords({ read, extent }, DICTIONARIES.en);
  expect([words(), words('excerpt'), words('copy'), words('named')]).toEqual([
    'read 2026-11-20',
    'excerpt read 2026-11-20',
    'copy read 2026-11-20',
    'as another source gives it, 2026-11-20',
  ]);
});

test('what a statement says beyond the source is unverified, in either language', () => {
  expect(readingWords({ read, extent: 'excerpt' }, DICTIONARIES.en, false)).toBe(
    'excerpt read 2026-11-20, unverified',
  );
  expect(readingWords({ read }, DICTIONARIES.zh, false)).toBe('查阅于 2026-11-20，未经核实');
});
