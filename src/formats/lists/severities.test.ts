import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { formatRule, matchesPattern, parseSeverities, RULE_TYPES } from './severities.ts';

test('a rule says what it is about, what it allows, and why', () => {
  const text = [
    '# kABI rules',
    'drivers/nvme/host/nvme-fc*\tFAIL',
    'drivers/nvme/host/*\t\tPASS',
    'xfrm_bpf_md_dst\t\tPASS\t# bsc#1223415',
    'NAMESPACE KVM_* pass',
    'TEST_IMPORTANT FAIL',
    'vmlinux PASS',
  ].join('\r\n');
  const { records, problems } = parseSeverities(text, 'severities');
  expect(problems).toEqual([]);
  expect(records.map(({ path, line, ...rule }) => [`${path}:${line}`, ...Object.values(rule)])).toEqual([
    ['severities:2', 'module', 'drivers/nvme/host/nvme-fc*', false],
    ['severities:3', 'module', 'drivers/nvme/host/*', true],
    ['severities:4', 'symbol', 'xfrm_bpf_md_dst', true, 'bsc#1223415'],
    ['severities:5', 'namespace', 'KVM_*', true],
    ['severities:6', 'namespace', 'TEST_IMPORTANT', false],
    ['severities:7', 'module', 'vmlinux', true],
  ]);
});

test('a line that is no rule is said, and the others are kept', () => {
  const { records, problems } = parseSeverities(
    'foo PASS\nbar\nbaz MAYBE\nFUNCTION qux PASS\n',
    'severities',
  );
  expect(records.map((rule) => rule.pattern)).toEqual(['foo']);
  expect(problems.map(({ kind, line }) => [kind, line])).toEqual([
    ['malformed-rule', 2],
    ['malformed-rule', 3],
    ['malformed-rule', 4],
  ]);
});

test('the format of SLE 11, a number for each pattern, is refused', () => {
  expect(() => parseSeverities('drivers/md/*\t13\n', 'severities')).toThrow(/format of SLE 11/);
});

test('a web page is not a file of rules', () => {
  let fault: unknown;
  try {
    parseSeverities('<!DOCTYPE html>\n<html>\n<body>x</body>\n', 'severities');
  } catch (error) {
    fault = error;
  }
  expect(fault).toBeInstanceOf(Fault);
  expect((fault as Fault).problem.kind).toBe('html-page');
});

test('a file of comments alone has no rules, and no problems', () => {
  expect(parseSeverities('# nothing yet\n', 'severities')).toEqual({ records: [], problems: [] });
});

test.each([
  ['drivers/nvme/*', 'drivers/nvme/host/nvme-core', true],
  ['drivers/nvme/*', 'drivers/nvm', false],
  ['usb_?et', 'usb_get', true],
  ['usb_?et', 'usb_reset', false],
  ['*_gpl*x', 'a_gpl_b_gpl_x', true],
  ['', '', true],
  ['a.c', 'abc', false],
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

test('a rule that is printed reads back as it was', () => {
  const rule = fc.record({
    type: fc.constantFrom(...RULE_TYPES),
    pattern: fc.stringMatching(/^[A-Za-z_/*?]{1,12}$/),
    passes: fc.boolean(),
    comment: fc.stringMatching(/^[a-z][a-z0-9 ]{0,10}[a-z]$/),
  });
  fc.assert(
    fc.property(rule, (given) => {
      const { records } = parseSeverities(formatRule(given), 'severities');
      expect(records).toEqual([{ ...given, path: 'severities', line: 1 }]);
    }),
  );
});
