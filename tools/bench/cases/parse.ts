/** How long a Module.symvers takes to read. */
import { parseSymvers } from '../../../src/formats/exports/symvers.ts';
import type { Row } from '../measure/row.ts';
import { median, spread } from '../measure/statistics.ts';
import { SYMVERS_LINES, symversTexts } from '../measure/symvers-texts.ts';
import { timeInTurn } from '../measure/timing.ts';

export async function benchParse(): Promise<Row[]> {
  const [text] = await symversTexts();
  const times = await timeInTurn(
    {
      ours: () => parseSymvers(text, 'Module.symvers').records.length,
      floor: () => text.split('\n').map((line) => line.split('\t')).length,
    },
    { warmUp: 5, rounds: 25 },
  );
  return [
    {
      name: `parse: Module.symvers of ${SYMVERS_LINES.toLocaleString('en-US')} lines`,
      figure: median(times.ours),
      unit: 'ms',
      target: { of: 'figure', atMost: 40 },
      peer: { name: 'splitting it', figure: median(times.floor) },
      note: spread(times.ours),
    },
  ];
}
