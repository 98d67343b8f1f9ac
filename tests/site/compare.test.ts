/** What /compare/ computes from the files of the built site, against `kabi compare`: every pair of builds there is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { pairBuilds, resolveOperand, type Build } from '../../scripts/cli/operands.ts';
import { comparisonReport } from '../../scripts/cli/report/comparison-json.ts';
import { comparedReport, compareBuilds } from '../../src/views/comparison/any-compare.ts';
import { diffExports } from '../../src/history/diff.ts';
import { CHANGE_KINDS } from '../../src/kernel/change.ts';
import { compareReportSchema } from '../../src/records/json/reports.ts';
import { DATA_POINTER, readPointer } from '../../src/addresses/data-files.ts';

const { folder, content } = inject('rootSite');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const pointer = readPointer(read(DATA_POINTER));
const index = JSON.parse(read(typeof pointer === 'object' ? pointer.compare : '')) as Record<string, string>;
const names = Object.keys(index);

describe('of the builds of the example', () => {
  const builds = new Map<string, Build>();
  beforeAll(async () => {
    for (const name of names) {
      const operand = await resolveOperand(name, content);
      const [pair] = await pairBuilds(operand, operand);
      if (pair !== undefined) builds.set(name, pair[0]);
    }
  });
  const published = (name: string) => ({
    name,
    text: read(index[name] ?? ''),
  });

  test('there are several products and architectures, and one without CRCs', () => {
    expect(builds.size).toBe(names.length);
    const ids = [...builds.values()].map(({ id }) => id);
    for (const part of ['product', 'arch'] as const)
      expect(new Set(ids.map((id) => id[part])).size, part).toBeGreaterThan(1);
    expect([...builds.values()].some(({ crcGenerator }) => crcGenerator === 'none')).toBe(true);
  });

  test('every pair, either way round, has the numbers and changes of kabi compare', () => {
    for (const [a, before] of builds) {
      for (const [b, after] of builds) {
        const told = compareReportSchema.parse(comparedReport(compareBuilds(published(a), published(b))));
        const comparison = { a: before, b: after, diff: diffExports(before, after), kinds: CHANGE_KINDS };
        const report = comparisonReport(comparison, []);
        const named = { ...report, a: { ...report.a, source: a }, b: { ...report.b, source: b } };
        expect(told).toEqual(named);
      }
    }
  });
});
