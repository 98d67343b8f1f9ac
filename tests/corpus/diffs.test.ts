import { expect, test } from 'vitest';
import { diffExports } from '../../src/history/diff.ts';
import { corpusIsHere, findSample, readTable, rememberingOpen, reportRows, whereCorpus } from './samples.ts';

test.skipIf(!corpusIsHere)(`every pair of real files differs as other tools say${whereCorpus}`, async () => {
  const open = rememberingOpen();
  const differences: string[] = [];
  let checked = 0;
  let absent = 0;
  for (const row of readTable('DIFFS.tsv')) {
    const [before, after] = [findSample(row['old'] ?? ''), findSample(row['new'] ?? '')];
    if (before === undefined || after === undefined) {
      absent += 1;
      continue;
    }
    checked += 1;
    const [a, b] = [await open(before), await open(after)];
    const { summary } = diffExports(a, b);
    const ours = {
      old_n: a.exports.length,
      new_n: b.exports.length,
      added: summary.added,
      removed: summary.removed,
      crc_changed: summary['crc-changed'],
      module_moved: summary['module-moved'],
      export_type_changed: summary['type-changed'],
      namespace_changed: summary['namespace-changed'],
    };
    for (const [column, value] of Object.entries(ours)) {
      if (value === Number(row[column])) continue;
      differences.push(
        `${row['old'] ?? ''} -> ${row['new'] ?? ''} ${column}: ${value}, not ${row[column] ?? ''}`,
      );
    }
  }
  reportRows('DIFFS.tsv', checked, absent);
  expect(differences).toEqual([]);
  expect(checked).toBeGreaterThan(0);
});
