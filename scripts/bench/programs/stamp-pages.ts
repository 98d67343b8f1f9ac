/**
 * Stamps the symbol pages of one file of rows into an empty folder, as publishing does.
 * Arguments: symbols.ndjson, history.json, importers.json, shell, folder. Prints the milliseconds from reading to the last page written.
 */
import { readFileSync } from 'node:fs';
import { parseSymbolRows } from '../../../src/kabi/history.ts';
import { historyTableSchema, importersSchema } from '../../../src/kabi/schema/generated.ts';
import { createUrls } from '../../../src/kabi/urls.ts';
import { SHELL } from '../../../src/render/shell.ts';
import { FileTree } from '../../file-tree.ts';
import { createStamp, symbolPages } from '../../publish/stamp.ts';

const [symbols = '', history = '', importersFile = '', shell = '', folder = ''] = process.argv.slice(2);
const start = performance.now();
const rows = parseSymbolRows(readFileSync(symbols, 'utf8'));
const table = historyTableSchema.parse(JSON.parse(readFileSync(history, 'utf8')));
const importers = importersSchema.parse(JSON.parse(readFileSync(importersFile, 'utf8')));
const stamp = createStamp({ ...SHELL, html: readFileSync(shell, 'utf8') });
const tree = new FileTree(folder, { atomic: false });
for (const page of symbolPages(rows, { table, importers, urls: createUrls('/'), origin: '' })) {
  tree.write(`s/${page.symbol}/index.html`, stamp(page));
}
process.stdout.write(`${performance.now() - start}\n`);
