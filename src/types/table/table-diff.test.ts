import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffTables, patchTable } from './table-diff.ts';

const TABLE = (mtu: string, more = '') =>
  [
    '// type-table 1 source=btf pointer=8',
    'struct dev { // size 8',
    `\t${mtu}; // 0`,
    '\tint flags; // 4',
    '};',
    '// in a b',
    'struct priv { // size 4',
    '\tint a; // 0',
    '};',
    `${more}extern void open(struct dev *);`,
    '',
  ].join('\n');

test('of a definition that differs, the lines that do are told', () => {
  expect(diffTables(TABLE('int mtu'), TABLE('u32 mtu', 'union late;\n'))).toBe(
    '@@ -3,1 +3,1 @@\n-\tint mtu; // 0\n+\tu32 mtu; // 0\n@@ -9,0 +10,1 @@\n+union late;\n',
  );
});

test('tables that are the same have no difference', () => {
  expect(diffTables(TABLE('int mtu'), TABLE('int mtu'))).toBe('');
  expect(patchTable(TABLE('int mtu'), '')).toBe(TABLE('int mtu'));
});

const line = fc.constantFrom('a', 'b', '\tc', '\td', '};', '// in x', 'e');
const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.map((each) => `${each}\n`).join(''));

test('the newer text comes back from the older one and what tells them apart', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(patchTable(before, diffTables(before, after))).toBe(after);
    }),
  );
});

test('a difference to another text, or one that lacks a line, gives nothing', () => {
  const diff = diffTables(TABLE('int mtu'), TABLE('u32 mtu'));
  expect(patchTable(TABLE('long mtu'), diff)).toBeUndefined();
  expect(
    patchTable(TABLE('int mtu'), `${diff.trimEnd().split('\n').slice(0, -1).join('\n')}\n`),
  ).toBeUndefined();
  expect(patchTable(TABLE('int mtu'), 'hello\n')).toBeUndefined();
  expect(patchTable('a\n', '@@ -9,1 +9,0 @@\n-a\n')).toBeUndefined();
});
