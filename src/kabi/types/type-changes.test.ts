import { expect, test } from 'vitest';
import { parseTypeTable } from './text.ts';
import { typeChanges } from './type-changes.ts';

const table = (...lines: readonly string[]) =>
  parseTypeTable(`// type-table 1 source=btf\n${lines.join('\n')}\n`, 'types.txt').records;

test('a type changes, comes or goes, for everybody or for some', () => {
  const before = table(
    'struct a { // size 4',
    '\tint x; // 0',
    '};',
    'struct gone;',
    '// in net/a net/b',
    'struct priv { // size 4',
    '\tint own; // 0',
    '};',
    '// in net/c',
    'struct priv { // size 4',
    '\tint c; // 0',
    '};',
    'struct same;',
    'struct wrapper { // size 4',
    '\tstruct a a; // 0',
    '};',
  );
  const after = table(
    'struct a { // size 8',
    '\tint x; // 0',
    '\tint y; // 4',
    '};',
    'struct new;',
    '// in net/a net/b',
    'struct priv { // size 4',
    '\tint own; // 0',
    '};',
    '// in net/c',
    'struct priv { // size 4',
    '\tint renamed; // 0',
    '};',
    'struct same;',
    'struct wrapper { // size 8',
    '\tstruct a a; // 0',
    '};',
  );
  const { changed, added, removed } = typeChanges(before, after);
  expect(changed).toMatchObject([
    { kind: 'struct', name: 'a', scopes: [], class: 'layout-changed', because: [] },
    { kind: 'struct', name: 'priv', scopes: ['net/c'], class: 'layout-kept', because: [] },
    { kind: 'struct', name: 'wrapper', scopes: [], class: 'layout-changed', because: ['struct a'] },
  ]);
  expect(added).toEqual(['struct new']);
  expect(removed).toEqual(['struct gone']);
  expect(typeChanges(before, before)).toEqual({ changed: [], added: [], removed: [] });
});
