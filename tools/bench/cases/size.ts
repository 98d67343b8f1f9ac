/** What a reader's browser has to fetch. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { DATA_POINTER, type DataPointer } from '../../../src/addresses/data-files.ts';
import type { Row } from '../measure/row.ts';
import { median } from '../measure/statistics.ts';
import type { Workspace } from '../measure/workspace.ts';

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
  const { search } = JSON.parse(readFileSync(path.join(dist, DATA_POINTER), 'utf8')) as DataPointer;
  const heaviest = heaviestRelease(dist);
  const count = names.length.toLocaleString('en-US');
  return [
    row(`names of ${count} symbols, gzip -9`, zipped([search.names]), 250),
    row('other places to find, gzip -9', zipped([search.places, search.inTree])),
    row('symbol page, median', median(sizes), 10, 'not compressed'),
    row('symbol page, largest', Math.max(...sizes), 10, `not compressed; ${largest}`),
    row('symbol page, largest, gzip -9', gzipSync(page, { level: 9 }).length / 1000),
    row('stylesheet, gzip -9', zipped(stylesheets(page)), 14),
    row(
      'release page, first view, the largest',
      heaviest.size,
      150,
      `gzip -9, with style and scripts; ${heaviest.name}`,
    ),
    row('scripts of a symbol page, gzip -9', zipped(withImports(dist, scripts(page)))),
  ];
}

/** The release page that takes most to show: itself, its stylesheets and its scripts, which many pages share. */
function heaviestRelease(dist: string): { readonly name: string; readonly size: number } {
  const folder = path.join(dist, 'r');
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^[^/]+\/[^/]+\/index\.html$/.test(name),
  );
  const zipped = new Map<string, number>();
  const sizeOf = (file: string) => {
    const known = zipped.get(file);
    if (known !== undefined) return known;
    const size = gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length / 1000;
    zipped.set(file, size);
    return size;
  };
  const views = pages.map((page) => {
    const file = path.posix.join('r', page);
    const html = readFileSync(path.join(dist, file), 'utf8');
    const files = [file, ...stylesheets(html), ...withImports(dist, scripts(html))];
    return { name: path.posix.dirname(page), size: files.reduce((sum, each) => sum + sizeOf(each), 0) };
  });
  return views.toSorted((a, b) => b.size - a.size)[0] ?? { name: '', size: 0 };
}

const stylesheets = (html: string) => linked(html, /<link rel="stylesheet" href="\/([^"]+)"/g);
const scripts = (html: string) => linked(html, /<script[^>]* src="\/([^"]+)"/g);

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
