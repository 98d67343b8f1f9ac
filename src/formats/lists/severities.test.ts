import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { formatRule, parseSeverities, RULE_TYPES } from './severities.ts';

test('a rule says what it is about, what it allows, and why', () => {
  const text = [
    '# kABI rules',
    'drivers/nvme/host/nvme-fc*\tFAIL',
    'drivers/nvme/host/*\t\tPASS',
    'xfrm_bpf_md_dst\t\tPASS\t# bsc#1223415',
    'NAMESPACE KVM_* PASS',
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

test.each([
  ['* PASS', 'namespace', 'a pattern without letters is one of namespaces'],
  ['*_* PASS', 'namespace', 'whatever else is in it'],
  ['_[0-9]* PASS', 'namespace', 'in brackets too'],
  ['__* PASS', 'namespace', 'and if symbols start so'],
  ['KVM_* PASS', 'namespace', 'capitals are usual there'],
  ['[a-z]* PASS', 'symbol', 'small letters are not, in brackets either'],
  ['vmlinux PASS', 'module', 'the kernel itself is a module'],
  ['*/kvm/* PASS', 'module', 'what has a slash is one'],
  ['SYMBOL * PASS', 'symbol', 'what says what it is, is that'],
])('%s is about a %s: %s', (line, type) => {
  expect(parseSeverities(line, 'severities').records).toMatchObject([{ type, passes: true }]);
});

test.each([
  'foo pass',
  'foo PASSS',
  'foo',
  'symbol foo PASS',
  'SYMBOL foo PASS PASS',
  'foo#bar PASS',
  'foo\u00a0PASS',
  '[abc PASS',
])('%j is no rule, as for suse-kabi-tools', (line) => {
  expect(parseSeverities(`good PASS\n${line}\n`, 'severities')).toMatchObject({
    records: [{ pattern: 'good' }],
    problems: [{ kind: 'malformed-rule', line: 2, source: line }],
  });
});

test('a byte order mark is said, as suse-kabi-tools reads it with the first pattern', () => {
  expect(parseSeverities('\uFEFFfoo PASS\r\n', 'severities')).toMatchObject({
    records: [{ pattern: 'foo' }],
    problems: [{ kind: 'byte-order-mark', line: 1 }],
  });
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
