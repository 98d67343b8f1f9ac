/** Whether a page costs the same however many there are. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { formatSymbolRows, parseSymbolRows } from '../../../src/history/runs.ts';
import { pagesOf } from './pages.ts';
import type { Row } from '../measure/row.ts';
import { median, spread } from '../measure/statistics.ts';
import { syntheticRows } from '../measure/synthetic-rows.ts';
import type { Workspace } from '../measure/workspace.ts';

/** What the rows refer to. */
const TABLES = [
  ...['history.json', 'importers.json', 'mentions.json', 'protections.json', 'why.json'],
  'in-tree-importers.json',
];
const SIZES = [10_000, 30_000, 60_000, 100_000];
const ROUNDS = 3;

export async function benchGrowth(workspace: Workspace): Promise<Row[]> {
  const site = await workspace.site();
  const real = parseSymbolRows(readFileSync(site.symbols, 'utf8'));
  const input = workspace.folder('growth-input');
  mkdirSync(input, { recursive: true });
  const shell = path.join(input, 'shell.html');
  writeFileSync(shell, pagesOf(site).shell);
  const corpora = SIZES.map((size) => {
    const rows = path.join(input, String(size));
    mkdirSync(rows);
    for (const name of TABLES) copyFileSync(path.join(site.rows, name), path.join(rows, name));
    writeFileSync(path.join(rows, 'symbols.ndjson'), formatSymbolRows(syntheticRows(real, size)));
    return { size, rows, perPage: [] as number[] };
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { size, rows, perPage } of corpora) {
      const out = workspace.folder(`growth-${size}`);
      const program = site.program('stamp-pages.ts');
      const printed = execFileSync(process.execPath, [program, rows, shell, out]);
      perPage.push(Number(printed) / size);
      await workspace.discard(out);
    }
  }
  await workspace.discard(input);
  const smallest = median(corpora[0]?.perPage ?? []);
  return corpora.map(({ size, perPage }, i): Row => ({
    name: `growth: ${size.toLocaleString('en-US')} symbol pages, each`,
    figure: median(perPage),
    unit: 'ms',
    note: spread(perPage),
    ...(i > 0 && { peer: { name: '10,000 pages', figure: smallest } }),
    ...(i === corpora.length - 1 && { target: { of: 'ratio', atMost: 1.3 } }),
  }));
}
