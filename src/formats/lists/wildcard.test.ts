import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPattern, matchesPattern } from './wildcard.ts';

test.each([
  ['drivers/nvme/*', 'drivers/nvme/host/nvme-core', true],
  ['drivers/nvme/*', 'drivers/nvm', false],
  ['usb_?et', 'usb_get', true],
  ['usb_?et', 'usb_reset', false],
  ['*_gpl*x', 'a_gpl_b_gpl_x', true],
  ['', '', true],
  ['a.c', 'abc', false],
  ['[abc]de', 'bde', true],
  ['d[abc][abc]e', 'dabe', true],
  ['[^abc]', 'd', true],
  ['[^abc]', 'a', false],
  ['[^abc]', '', false],
  ['[a-cD-EF]', 'E', true],
  ['[a-cD-EF]', 'd', false],
  ['[]]', ']', true],
  ['[^]]', 'a', true],
  ['[^]-]', '-', false],
  ['[-a]', '-', true],
  ['[a-]', '-', true],
  ['[a-]', 'b', false],
  ['a\\*', 'a*', true],
  ['a\\*', 'ab', false],
  ['a\\', 'a', false],
  ['KVM_[A-Z]*[0-9]', 'KVM_AMD_2', true],
])('%s against %s: %s', (pattern, name, expected) => {
  expect(matchesPattern(pattern, name)).toBe(expected);
});

test('matching agrees with a regular expression', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 12 }).map((each) => each.join(''));
  const patterns = fc
    .array(fc.constantFrom('a', 'b', '/', '*', '?'), { maxLength: 8 })
    .map((each) => each.join(''));
  fc.assert(
    fc.property(patterns, letters, (pattern, name) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(matchesPattern(pattern, name)).toBe(expression.test(name));
    }),
  );
});

test('a class that does not end is no pattern, and matches nothing', () => {
  expect([isPattern('[abc'), isPattern('[]'), isPattern('[^]'), isPattern('[]]')]).toEqual([
    false,
    false,
    false,
    true,
  ]);
  expect(matchesPattern('[abc', 'a')).toBe(false);
});

test('a hostile pattern takes no longer than its length times that of the name', () => {
  expect(matchesPattern('*a'.repeat(2000), 'a'.repeat(1999))).toBe(false);
});
