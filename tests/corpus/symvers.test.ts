import { expect, test } from 'vitest';
import type { OpenedExports } from '../../scripts/sources/open.ts';
import { openExports } from '../../scripts/sources/open.ts';
import { EXPLAINED, countAsWritten, type Explanation } from './explained.ts';
import {
  corpusIsHere,
  findSample,
  readSample,
  readTable,
  reportRows,
  whereCorpus,
  type Row,
} from './samples.ts';

test.skipIf(!corpusIsHere)(
  `every real Module.symvers counts as other tools count it${whereCorpus}`,
  async () => {
    const differences: string[] = [];
    const used = new Set<Explanation>();
    let checked = 0;
    let absent = 0;
    for (const row of readTable('COUNTS-symvers.tsv')) {
      const name = row['path'] ?? '';
      const file = findSample(name);
      if (file === undefined) {
        absent += 1;
        continue;
      }
      checked += 1;
      const opened = await openExports(file);
      for (const [column, ours, golden] of differing(opened, row)) {
        const explanation = EXPLAINED.find((e) => e.files.test(name) && e.columns.includes(column));
        const explained =
          explanation === undefined ? undefined : countAsWritten(await readSample(file))[column];
        if (explanation !== undefined && explained === golden) used.add(explanation);
        else differences.push(`${name} ${column}: ${ours}, not ${golden}`);
      }
    }
    reportRows('COUNTS-symvers.tsv', checked, absent);
    expect(differences).toEqual([]);
    expect(EXPLAINED.filter((explanation) => !used.has(explanation))).toEqual([]);
    expect(checked).toBeGreaterThan(0);
  },
);

/** The columns in which our count is not the golden one. */
function differing(opened: OpenedExports, row: Row): [column: string, ours: number, golden: number][] {
  return Object.entries(counts(opened))
    .map(([column, ours]): [string, number, number] => [column, ours, Number(row[column])])
    .filter(([, ours, golden]) => ours !== golden);
}

function counts({ exports, problems }: OpenedExports): Readonly<Record<string, number>> {
  const duplicates = problems.filter(
    (p) => p.kind === 'repeated-line' || p.kind === 'conflicting-duplicate',
  ).length;
  const ofType = (type: string) => exports.filter((e) => e.type === type).length;
  const [plain, gpl] = [ofType('EXPORT_SYMBOL'), ofType('EXPORT_SYMBOL_GPL')];
  const namespaces = exports.map((e) => e.namespace).filter((namespace) => namespace !== '');
  return {
    unique_symbols: exports.length,
    duplicate_lines: duplicates,
    // Nothing else may be wrong with any line of any of them.
    lines: exports.length + problems.length,
    EXPORT_SYMBOL: plain,
    EXPORT_SYMBOL_GPL: gpl,
    other_exports: exports.length - plain - gpl,
    namespaces: new Set(namespaces).size,
    symbols_with_ns: namespaces.length,
    modules: new Set(exports.map((e) => e.module)).size,
    zero_crc: exports.filter((e) => e.crc === 0).length,
  };
}
