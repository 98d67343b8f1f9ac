import { expect, test } from 'vitest';
import { parseSymbolList } from '../../src/formats/lists/symbol-list.ts';
import { openExports } from '../../scripts/sources/open.ts';
import { corpusIsHere, findSample, readSample, readTable, reportRows, whereCorpus } from './samples.ts';

test.skipIf(!corpusIsHere)(
  `every real symbol list counts as other tools count it${whereCorpus}`,
  async () => {
    const differences: string[] = [];
    let checked = 0;
    let absent = 0;
    for (const row of readTable('COUNTS-lists.tsv')) {
      const name = row['path'] ?? '';
      const file = findSample(name);
      if (file === undefined) {
        absent += 1;
        continue;
      }
      checked += 1;
      const { records, problems } = parseSymbolList(await readSample(file), name);
      const header = records.sections.at(-1);
      const ours = {
        last_header: header === undefined ? '' : `[${header}]`,
        entries: String(records.entries),
        unique: String(records.symbols.length),
      };
      for (const [column, value] of Object.entries(ours)) {
        if (value !== row[column]) differences.push(`${name} ${column}: ${value}, not ${row[column] ?? ''}`);
      }
      for (const problem of problems) {
        if (problem.kind !== 'repeated-line')
          differences.push(`${name}:${problem.line ?? 0} ${problem.kind}`);
      }
    }
    reportRows('COUNTS-lists.tsv', checked, absent);
    expect(differences).toEqual([]);
    expect(checked).toBeGreaterThan(0);
  },
);

test.skipIf(!corpusIsHere)(
  `an Android list names every symbol its kernel exports${whereCorpus}`,
  async () => {
    const folder = 'android-gki/android12-5.10/2021-12-13-ab7992900';
    const [listFile, symversFile] = [
      findSample(`${folder}/abi_symbol_list`),
      findSample(`${folder}/vmlinux.symvers`),
    ];
    expect.assert(listFile !== undefined && symversFile !== undefined);
    const { records: list } = parseSymbolList(await readSample(listFile), listFile);
    const { exports } = await openExports(symversFile);
    expect(list.symbols).toEqual(exports.map((e) => e.symbol));
    // formats.md counts 466 distinct texts behind "required by": five name no .ko ("touch module") and one repeats a
    // driver in other words; "#extend_reclaim.ko" comes without "required by".
    expect(list.requiredBy.length).toBe(466 - 5 - 1 + 1);
    expect(list.requiredBy.every((each) => each.symbols.length > 0)).toBe(true);
  },
);
