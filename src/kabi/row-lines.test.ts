import { expect, test } from 'vitest';
import { caseTwins, parseRowsPart } from './row-lines.ts';

test('parts of the rows are all of them, with names that differ in case together', () => {
  const names = ['sprint_oid', 'sprint_OID', 'a', 'b', 'c', '"', '",', '",A', '",a'];
  const text = names.map((symbol) => `${JSON.stringify({ symbol, lanes: [] })}\n`).join('');
  const parts = [0, 1, 2].map((part) =>
    parseRowsPart(text, part, 3).map((row) => (row as { symbol: string }).symbol),
  );
  expect(parts.flat().sort()).toEqual(names.toSorted());
  expect(parts.filter((part) => part.length > 0).length).toBeGreaterThan(1);
  for (const twins of [
    ['sprint_oid', 'sprint_OID'],
    ['",A', '",a'],
  ]) {
    expect(parts.filter((part) => twins.some((name) => part.includes(name)))).toHaveLength(1);
  }
});

test('names that differ only in case are one group', () => {
  expect(caseTwins(['xt_DSCP', 'xt_mark', 'xt_dscp'], (name) => name)).toEqual([
    ['xt_DSCP', 'xt_dscp'],
    ['xt_mark'],
  ]);
});
