/** How long two export tables take to compare. */
import { diffExports, type ExportTable } from '../../../src/history/diff.ts';
import { parseSymvers } from '../../../src/formats/exports/symvers.ts';
import type { Row } from '../measure/row.ts';
import { median, spread } from '../measure/statistics.ts';
import { SYMVERS_LINES, symversTexts } from '../measure/symvers-texts.ts';
import { timeInTurn } from '../measure/timing.ts';

export async function benchDiff(): Promise<Row[]> {
  const texts = await symversTexts();
  const [before, after] = texts.map(readTable);
  if (before === undefined || after === undefined) return [];
  const times = await timeInTurn(
    {
      diff: () => diffExports(before, after).changes.length,
      floor: () => compareNames(before, after),
      withReading: () => {
        const [a, b] = texts.map(readTable);
        return a && b && diffExports(a, b).changes.length;
      },
    },
    { warmUp: 5, rounds: 25 },
  );
  const { changes } = diffExports(before, after);
  const of = `2 × ${SYMVERS_LINES.toLocaleString('en-US')} exports, ${changes.length.toLocaleString('en-US')} changed`;
  return [
    {
      name: `diff: ${of}`,
      figure: median(times.diff),
      unit: 'ms',
      target: { of: 'figure', atMost: 60 },
      peer: { name: 'a Map of names', figure: median(times.floor) },
      note: spread(times.diff),
    },
    {
      name: 'diff: the same, reading both files first',
      figure: median(times.withReading),
      unit: 'ms',
      note: spread(times.withReading),
    },
  ];
}

function readTable(text: string): ExportTable {
  return { exports: parseSymvers(text, 'Module.symvers').records, crcGenerator: 'genksyms', coverage: 'all' };
}

/** The least that a comparison does: which names are on one side only, and which CRCs differ. */
function compareNames(before: ExportTable, after: ExportTable): number {
  const crcs = new Map(before.exports.map(({ symbol, crc }) => [symbol, crc]));
  let differences = 0;
  for (const { symbol, crc } of after.exports) {
    if (crcs.get(symbol) !== crc) differences += 1;
    crcs.delete(symbol);
  }
  return differences + crcs.size;
}
