import { expect, test } from 'vitest';
import { looksLikeAllowedBreaks, parseAllowedBreaks } from './allowed-breaks.ts';

const TEXT = `# ABI freeze commit: 666cbbfe5c56

type 'struct shash_alg' changed
  member 'u64 reserved1' was removed

2 function symbol(s) removed
  'int foo_add(struct foo*, int(*)(void))'
  'struct foo* foo_register(struct usb_device*)'

1 variable symbol(s) removed
  'struct tracepoint __tracepoint_bar[5]'

function symbol 'int baz(struct foo*)' changed
  CRC changed from 0x1d24c881 to 0x6c6bbe0a
`;

test('symbols that a report names as gone or changed are allowed to be', () => {
  expect(looksLikeAllowedBreaks(TEXT)).toBe(true);
  const { records, problems } = parseAllowedBreaks(TEXT, 'abi.stg.allowed_breaks');
  expect(problems).toEqual([]);
  expect(records.map(({ pattern, line, passes }) => [pattern, line, passes])).toEqual([
    ['foo_add', 7, true],
    ['foo_register', 8, true],
    ['__tracepoint_bar', 11, true],
    ['baz', 13, true],
  ]);
});

test('a file of rules is not taken for one of reports', () => {
  expect(looksLikeAllowedBreaks('# rules\nfoo PASS\n')).toBe(false);
});

test('a file without a report is refused', () => {
  expect(() => parseAllowedBreaks('hello\n', 'x')).toThrow(/no valid record/);
});

test('a symbol whose type changed is named before and after, and allowed to', () => {
  const text = "function symbol changed from 'int foo(int)' to 'void foo(int)'\n  type changed\n";
  expect(parseAllowedBreaks(text, 'x').records.map(({ pattern }) => pattern)).toEqual(['foo']);
});

test('what adds, and what was left out, allows nothing; what is no line of a report is said', () => {
  const text = `${TEXT}
1 function symbol(s) added
  'int new_one(void)'

... 12 omitted; 15 symbols have only CRC changes
please allow foo as well
`;
  const { records, problems } = parseAllowedBreaks(text, 'x');
  expect(records).toHaveLength(4);
  expect(problems).toMatchObject([
    { kind: 'malformed-report', line: 20, source: 'please allow foo as well' },
  ]);
});
