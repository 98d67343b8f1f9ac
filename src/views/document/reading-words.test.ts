import { expect, test } from 'vitest';
import { WORDS } from '../../lang/languages.ts';
import { readingWords, sourceTitle } from './reading-words.ts';

const read = '2026-11-20';

test('a source that was read says when; one that was not, or in part, says so', () => {
  const words = (extent?: 'excerpt' | 'copy' | 'named') => readingWords({ read, extent }, WORDS.en.texts);
  expect([words(), words('excerpt'), words('copy'), words('named')]).toEqual([
    'read 2026-11-20',
    'excerpt read 2026-11-20',
    'copy read 2026-11-20',
    'as another source gives it, 2026-11-20',
  ]);
});

test('a source in Chinese is called by its own title in Chinese', () => {
  const document = { title: 'Policy (Chinese)', original: '变更策略' };
  expect([sourceTitle(document, 'en'), sourceTitle(document, 'zh')]).toEqual([
    'Policy (Chinese)',
    '变更策略',
  ]);
  expect(sourceTitle({ title: 'Handbook' }, 'zh')).toBe('Handbook');
});

test('what a statement says beyond the source is unverified, in either language', () => {
  expect(readingWords({ read, extent: 'excerpt' }, WORDS.en.texts, false)).toBe(
    'excerpt read 2026-11-20, unverified',
  );
  expect(readingWords({ read }, WORDS.zh.texts, false)).toBe('查阅于 2026-11-20，未经核实');
});
