/**
 * Stamps the pages of symbols of one folder of rows into an empty folder, as publishing does, without their text and JSON.
 * Arguments: folder of the rows, shell, folder. Prints the milliseconds from reading to the last page written.
 */
import { availableParallelism } from 'node:os';
import { MEASURED } from '../pages.ts';
import { PiecesInTheMaking } from '../../../../scripts/publish/pieces/all.ts';
import { parts } from '../../../../scripts/publish/pieces/piece.ts';

const [rows = '', shellFile = '', root = ''] = process.argv.slice(2);
const start = performance.now();
const jobs = availableParallelism();
const { signal } = new AbortController();
const common = { tree: { root, isNew: true }, stamped: { ...MEASURED, rows }, shellFile, beside: null };
const pieces = new PiecesInTheMaking(common, jobs, signal);
pieces.add(parts('symbols', jobs));
await pieces.finish();
process.stdout.write(`${performance.now() - start}\n`);
