/**
 * Stamps the pages of symbols of one folder of rows into an empty folder, as publishing does, without their text and JSON.
 * Arguments: folder of the rows, shell, folder. Prints the milliseconds from reading to the last page written.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { MEASURED } from '../pages.ts';
import { Pool } from '../../../../scripts/engine/pool.ts';
import { PART_MAKER, partsOf, type PartTask } from '../../../../scripts/publish/parts.ts';

const [rows = '', shellFile = '', root = ''] = process.argv.slice(2);
const start = performance.now();
const jobs = availableParallelism();
const shell = readFileSync(shellFile, 'utf8');
await using makers = new Pool(PART_MAKER, { processes: jobs });
const tasks = partsOf('symbols', jobs).map((part): PartTask => ({
  ...{ part, tree: { root, isNew: true }, stamped: { ...MEASURED, rows }, beside: null },
}));
await Promise.all(tasks.map((task) => makers.run(task, { by: 'make', answer: () => shell })));
process.stdout.write(`${performance.now() - start}\n`);
