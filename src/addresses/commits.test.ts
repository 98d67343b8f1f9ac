import { expect, test } from 'vitest';
import { commitSearch } from './commits.ts';

test('a change of an upstream release is searched in its log, without what the distribution put before it', () => {
  expect(commitSearch({ title: '[x86] tdx: Fix & go', upstream: '6.1.188' })).toBe(
    'https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git/log/?h=v6.1.188&qt=grep&q=tdx%3A+Fix+%26+go',
  );
});

test("a distribution's own change has no place", () => {
  expect(commitSearch({ title: 'Bump ABI', upstream: null })).toBeNull();
});
