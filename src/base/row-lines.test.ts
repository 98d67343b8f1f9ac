import { expect, test } from 'vitest';
import { sameButCase, parseGroups } from './row-lines.ts';

test('parts of the rows are all of them, with names that differ in case in one group', () => {
  const names = ['sprint_oid', 'sprint_OID', 'a', 'b', 'c', '"', '",', '",A', '",a'];
  const text = names.map((symbol) => `${JSON.stringify({ symbol, variants: [] })}\n`).join('');
  const nameOf = ({ symbol }: { symbol: string }) => symbol;
  const parts = [0, 1, 2].map((part) => [...parseGroups(text, part, 3, nameOf)]);
  expect(parts.filter((part) => part.length > 0).length).toBeGreaterThan(1);
  const groups = parts.flat().map((group) => group.map(nameOf));
  expect(groups.flat().sort()).toEqual(names.toSorted());
  expect(groups.filter((group) => group.length > 1)).toEqual([
    ['sprint_oid', 'sprint_OID'],
    ['",A', '",a'],
  ]);
});

test('names that differ only in case are one group', () => {
  expect(sameButCase(['xt_DSCP', 'xt_mark', 'xt_dscp'], (name) => name)).toEqual([
    ['xt_DSCP', 'xt_dscp'],
    ['xt_mark'],
  ]);
});
