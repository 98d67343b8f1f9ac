/**
 * `npm run lighthouse [PATH…]`: Lighthouse's four scores of pages of dist/, the median of three runs each on a phone and a
 * desktop. Lighthouse is no dependency: npx fetches it. CHROME_PATH names the browser, where it is not found by itself.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../../scripts/engine/root.ts';
import { serveFolder } from '../measure/static-server.ts';
import { median } from '../measure/statistics.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const DEVICES = { mobile: [], desktop: ['--preset=desktop'] } as const;
const RUNS = 3;
const PAGES = ['', 's/kfree/', 'r/debian-12/6.1.0-54/', 'policy/', 'check/'];
const CHROME = '--headless --no-sandbox --disable-gpu --disable-background-networking';

const reportSchema = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
});

const paths = process.argv.length > 2 ? process.argv.slice(2) : PAGES;
const folder = await mkdtemp(path.join(tmpdir(), 'kabi-lighthouse-'));
const server = await serveFolder(path.join(ROOT, 'dist'));
try {
  process.stdout.write(
    `| page | device | ${CATEGORIES.join(' | ')} |\n|---|---|${'--:|'.repeat(CATEGORIES.length)}\n`,
  );
  for (const page of paths) {
    for (const [device, options] of Object.entries(DEVICES)) {
      const runs: number[][] = [];
      for (let run = 0; run < RUNS; run += 1) runs.push(await scores(`${server.url}/${page}`, options));
      const medians = CATEGORIES.map((_, index) => median(runs.map((each) => each[index] ?? 0)));
      process.stdout.write(`| /${page} | ${device} | ${medians.join(' | ')} |\n`);
    }
  }
} finally {
  server.close();
  await rm(folder, { recursive: true, force: true });
}

/** In the order of CATEGORIES, of 100. */
async function scores(url: string, options: readonly string[]): Promise<number[]> {
  const file = path.join(folder, 'report.json');
  const args = [
    '--yes',
    'lighthouse@13',
    url,
    ...options,
    '--quiet',
    '--output=json',
    `--output-path=${file}`,
  ];
  const only = `--only-categories=${CATEGORIES.join(',')}`;
  const child = spawn('npx', [...args, only, `--chrome-flags=${CHROME}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const status = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
  if (status !== 0) throw new Error(`lighthouse ended with ${String(status)}`);
  const { categories } = reportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
}
