/**
 * Stamps the symbol pages of one file of rows into an empty folder, as publishing does.
 * Arguments: symbols.ndjson, history.json, importers.json, mentions.json, shell, folder. Prints the milliseconds from reading to the
 * last page written.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { SymbolPages } from '../../publish/stamp-all.ts';

const [symbols = '', history = '', importers = '', mentions = '', shell = '', root = ''] =
  process.argv.slice(2);
const start = performance.now();
const input = { symbols, history, importers, mentions, base: '/', site: null, root };
const pages = new SymbolPages(input, availableParallelism(), new AbortController().signal);
await pages.write(readFileSync(shell, 'utf8'));
process.stdout.write(`${performance.now() - start}\n`);
