/** From opening the address of a comparison to its result, in a browser on a machine four times slower than this one. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { browserProgram, CHROMIUM_ARGS } from '../../../tests/support/chromium.ts';
import { recordComparison } from './compare-recorder.ts';
import type { Row } from '../measure/row.ts';
import { serveFolder } from '../measure/static-server.ts';
import { median, spread } from '../measure/statistics.ts';
import type { Workspace } from '../measure/workspace.ts';

/** How much slower than this machine the browser is made. */
const SLOWDOWN = 4;
const ROUNDS = 7;

export async function benchCompare(workspace: Workspace): Promise<Row[]> {
  const { dist } = await workspace.site();
  const [a, b] = largestBuilds(path.join(dist, 'compare', 'builds'));
  const server = await serveFolder(dist);
  const browser = await chromium.launch({ executablePath: browserProgram(), args: CHROMIUM_ARGS });
  try {
    const address = `${server.url}/compare/?${new URLSearchParams({ a, b }).toString()}`;
    const visits: Visit[] = [];
    for (let round = 0; round < ROUNDS; round += 1) visits.push(await visit(browser, address));
    const times = visits.map(({ ms }) => ms);
    return [
      {
        name: `compare: two builds of two products, CPU ÷ ${SLOWDOWN}`,
        figure: median(times),
        unit: 'ms',
        target: { of: 'figure', atMost: 1000 },
        note: `${spread(times)}; a new visit each, from its start`,
      },
      {
        name: 'compare: fetched for it',
        figure: Math.max(...visits.map(({ bytes }) => bytes)) / 1000,
        unit: 'kB',
        note: 'gzip, page, style and scripts among it',
      },
    ];
  } finally {
    await browser.close();
    server.close();
  }
}

/** The largest one of each of the two products that have the largest: what has most to compare. */
function largestBuilds(folder: string): [string, string] {
  const builds = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .map((name) => ({ name: name.slice(0, -'.txt'.length), size: statSync(path.join(folder, name)).size }))
    .sort((x, y) => y.size - x.size);
  const [a] = builds;
  const b = builds.find(({ name }) => name.split('/')[0] !== a?.name.split('/')[0]);
  if (a === undefined || b === undefined) throw new Error('there are no builds of two products on file');
  return [b.name, a.name];
}

interface Visit {
  readonly ms: number;
  readonly bytes: number;
}

async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(recordComparison);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  const sizes: Promise<{ readonly responseBodySize: number }>[] = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes()));
  await page.goto(address, { waitUntil: 'commit' });
  const ms = await page.evaluate(() => window.comparisonShown());
  // Requests still to come, such as the icon's, end with the page.
  page.removeAllListeners('requestfinished');
  const bytes = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  await context.close();
  return { ms, bytes };
}
