/**
 * The floor of any generator: writes pages that are ready-made. Arguments: a file of [file, bytes][] as JSON, a file of
 * all pages one after the other, folder.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [index = '', pages = '', folder = ''] = process.argv.slice(2);
const bytes = readFileSync(pages);
let at = 0;
for (const [file, size] of JSON.parse(readFileSync(index, 'utf8')) as [string, number][]) {
  const place = path.join(folder, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, bytes.subarray(at, (at += size)));
}
