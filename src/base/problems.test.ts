import { expect, test } from 'vitest';
import {
  Fault,
  formatProblem,
  isError,
  problemJson,
  PROBLEMS,
  sortProblems,
  type Problem,
} from './problems.ts';

const malformed: Problem = {
  kind: 'malformed-export',
  path: 'a/Module.symvers',
  line: 7,
  source: 'foo\tbar',
};

test('a problem reads as what happened, where, the line, and what to do', () => {
  expect(formatProblem(malformed)).toBe(
    [
      'This line is not an export',
      '  a/Module.symvers:7',
      '  | foo  bar',
      '  Expected "0x<crc> <symbol> <module> <export type> [<namespace>]", separated by tabs.',
    ].join('\n'),
  );
});

test('a problem of a whole file has no line, and its detail follows the title', () => {
  const lines = formatProblem({ kind: 'unreadable-file', path: 'a.deb', detail: 'permission denied' }).split(
    '\n',
  );
  expect(lines).toEqual([
    'The file cannot be read: permission denied',
    '  a.deb',
    `  ${PROBLEMS['unreadable-file'].hint}`,
  ]);
});

test('a quoted line can neither drive the terminal nor flood it', () => {
  const escape = formatProblem({ ...malformed, source: '\u001b[2J\u009bfoo\u0000\r' });
  expect(escape).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  const long = formatProblem({ ...malformed, source: 'x'.repeat(100_000) });
  expect(long.length).toBeLessThan(400);
  expect(long).toContain('x…\n');
});

test('JSON carries the same texts, and leaves out what is not known', () => {
  expect(problemJson(malformed)).toEqual({
    kind: 'malformed-export',
    level: 'warning',
    title: 'This line is not an export',
    path: 'a/Module.symvers',
    line: 7,
    source: 'foo  bar',
    hint: PROBLEMS['malformed-export'].hint,
  });
  expect(Object.keys(problemJson({ kind: 'html-page', path: 'x' }))).toEqual([
    'kind',
    'level',
    'title',
    'path',
    'hint',
  ]);
});

test('problems sort by file, line and kind, and the list given stays as it is', () => {
  const problems: Problem[] = [
    { kind: 'repeated-line', path: 'b', line: 1 },
    { kind: 'malformed-export', path: 'a', line: 10 },
    { kind: 'surplus-columns', path: 'a', line: 9 },
    { kind: 'malformed-export', path: 'a', line: 9 },
    { kind: 'no-records', path: 'a' },
  ];
  const before = [...problems];
  const places = sortProblems(problems).map((p) => `${p.path}:${p.line ?? 0}:${p.kind}`);
  expect(places).toEqual([
    'a:0:no-records',
    'a:9:malformed-export',
    'a:9:surplus-columns',
    'a:10:malformed-export',
    'b:1:repeated-line',
  ]);
  expect(problems).toEqual(before);
});

test('a fault carries its problem, and says it in full', () => {
  const problem: Problem = { kind: 'html-page', path: 'Module.symvers' };
  const cause = new Error('why');
  const fault = new Fault(problem, { cause });
  expect(fault.problem).toBe(problem);
  expect(fault.message).toBe(formatProblem(problem));
  expect(fault.cause).toBe(cause);
  expect(isError(fault.problem)).toBe(true);
  expect(isError(malformed)).toBe(false);
});

test.each(Object.entries(PROBLEMS))(
  '%s: the title is a clause, the hint a sentence',
  (_, { title, hint }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(hint).toMatch(/^[A-Z].*\.$/s);
  },
);
