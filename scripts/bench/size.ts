/** What a reader's browser has to fetch. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { SEARCH_FILES } from '../../src/kabi/search-index.ts';
import type { Row } from './row.ts';
import { median } from './statistics.ts';
import type { Workspace } from './workspace.ts';

export async function benchSize(workspace: Workspace): Promise<Row[]> {
  const { dist } = await workspace.site();
  const symbols = path.join(dist, 's');
  const names = readdirSync(symbols);
  const sizes = names.map((name) => statSync(path.join(symbols, name, 'index.html')).size / 1000);
  const largest = names[sizes.indexOf(Math.max(...sizes))] ?? '';
  const page = readFileSync(path.join(symbols, largest, 'index.html'), 'utf8');
  const zipped = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length, 0) /
    1000;
  const row = (name: string, figure: number, atMost?: number, note?: string): Row => ({
    name: `size: ${name}`,
    figure,
    unit: 'kB',
    ...(atMost !== undefined && { target: { of: 'figure', atMost } }),
    ...(note !== undefined && { note }),
  });
  const count = names.length.toLocaleString('en-US');
  return [
    row(`names of ${count} symbols, gzip -9`, zipped([SEARCH_FILES.names]), 250),
    row('other places to find, gzip -9', zipped([SEARCH_FILES.places, SEARCH_FILES.inTree])),
    row('symbol page, median', median(sizes), 10, 'not compressed'),
    row('symbol page, largest', Math.max(...sizes), 10, `not compressed; ${largest}`),
    row('symbol page, largest, gzip -9', gzipSync(page, { level: 9 }).length / 1000),
    row('stylesheet, gzip -9', zipped(linked(page, /<link rel="stylesheet" href="\/([^"]+)"/g)), 14),
    row(
      'scripts of a symbol page, gzip -9',
      zipped(withImports(dist, linked(page, /<script[^>]* src="\/([^"]+)"/g))),
    ),
  ];
}

function linked(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].flatMap((match) => match[1] ?? []);
}

/** Scripts and what they import at once; what they import on demand is not counted. */
function withImports(dist: string, scripts: readonly string[]): string[] {
  const all = new Set(scripts);
  for (const script of all) {
    const code = readFileSync(path.join(dist, script), 'utf8');
    for (const [, imported = ''] of code.matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g)) {
      all.add(path.posix.join(path.posix.dirname(script), imported));
    }
  }
  return [...all];
}
