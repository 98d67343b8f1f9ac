/**
 * Stamps the pages of symbols of one folder of rows into an empty folder, as publishing does, without their twins.
 * Arguments: folder of the rows, shell, folder. Prints the milliseconds from reading to the last page written.
 */
import { availableParallelism } from 'node:os';
import { MEASURED } from '../pages.ts';
import { StampedPages } from '../../publish/stamped/all.ts';

const [rows = '', shell = '', root = ''] = process.argv.slice(2);
const start = performance.now();
const { signal } = new AbortController();
const site = { root, isNew: true };
await new StampedPages({ ...MEASURED, rows }, site, shell, availableParallelism(), signal).finish();
process.stdout.write(`${performance.now() - start}\n`);
