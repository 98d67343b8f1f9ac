import { expect, test } from 'vitest';
import { definitionLines, printDefinitionLines } from './definition-lines.ts';

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const printed = (before: string, after: string) =>
  printDefinitionLines(definitionLines(before, after, 1))
    .split('\n')
    .slice(0, -1);

test('lines that only moved are the same', () => {
  const before = text('struct s { // size 16', '\tint a; // 0', '\tint b; // 4', '\tvoid *c; // 8', '};');
  const after = text(
    'struct s { // size 24',
    '\tint a; // 0',
    '\tvoid *n; // 8',
    '\tint b; // 16',
    '\tvoid *c; // 24',
    '};',
  );
  expect(printed(before, after)).toEqual([
    '-struct s { // size 16',
    '+struct s { // size 24',
    ' \tint a; // 0',
    '+\tvoid *n; // 8',
    ' \tint b; // 16',
    ' …',
  ]);
});

test('what opens a part stays with what is in it', () => {
  const of = (last: string) =>
    text(
      'struct s {',
      '\tint a;',
      '\tunion {',
      '\t\tint b;',
      '\t\tint c;',
      '\t\tint d;',
      `\t\tint ${last};`,
      '\t};',
      '\tint z;',
      '};',
    );
  expect(printed(of('e'), of('f'))).toEqual([
    ' struct s {',
    ' …',
    ' \tunion {',
    ' …',
    ' \t\tint d;',
    '-\t\tint e;',
    '+\t\tint f;',
    ' \t};',
    ' …',
  ]);
});

test('a prototype is one line', () => {
  expect(printed('int f(int);\n', 'int f(int, u8);\n')).toEqual(['-int f(int);', '+int f(int, u8);']);
});
