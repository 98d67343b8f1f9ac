/**
 * The floor of any generator: writes pages that are ready-made. Arguments: a file of [name, bytes][] as JSON, a file of
 * all pages one after the other, folder.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [index = '', pages = '', folder = ''] = process.argv.slice(2);
const bytes = readFileSync(pages);
let at = 0;
for (const [symbol, size] of JSON.parse(readFileSync(index, 'utf8')) as [string, number][]) {
  const place = path.join(folder, 's', symbol);
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'index.html'), bytes.subarray(at, (at += size)));
}
