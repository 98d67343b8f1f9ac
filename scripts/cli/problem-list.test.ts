import { expect, test } from 'vitest';
import type { Problem } from '../../src/base/problems.ts';
import { formatProblems } from './problem-list.ts';

test('nothing is said of no problems', () => {
  expect(formatProblems([])).toBe('');
});

test('of many problems of one kind in one file, ten are shown and the others counted', () => {
  const lines = Array.from({ length: 12 }, (_, i): Problem => ({
    kind: 'malformed-export',
    path: 'a',
    line: i + 1,
  }));
  const text = formatProblems([...lines, { kind: 'repeated-line', path: 'a', line: 13 }]);
  expect(text).toContain('  a:10\n');
  expect(text).not.toContain('  a:11\n');
  expect(text).toContain('  a:13\n');
  expect(text).toContain('\nand 2 more like it\n  a\n');
});
