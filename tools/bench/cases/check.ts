/** From a dropped module to the verdicts of all releases, in a browser on a machine four times slower than this one. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { parseModversions } from '../../../src/formats/drivers/modversions.ts';
import { driversFolder } from '../../../scripts/corpus/layout.ts';
import { moduleOf } from '../../../tests/support/elf-writer.ts';
import { browserProgram, CHROMIUM_ARGS } from '../../../tests/support/chromium.ts';
import { recordVerdicts } from './check-recorder.ts';
import type { Checkout } from '../measure/checkout.ts';
import type { Row } from '../measure/row.ts';
import { serveFolder } from '../measure/static-server.ts';
import { median, spread } from '../measure/statistics.ts';
import type { Workspace } from '../measure/workspace.ts';

/** How much slower than this machine the browser is made. */
const SLOWDOWN = 4;
const ROUNDS = 5;
/** Of a driver with 188 imports, which is as many as drivers have that have many. */
const TABLE = 'evdi/6.1.0-53-amd64/evdi.modversions';
const BYTES = 4_000_000;

export async function benchCheck(workspace: Workspace): Promise<Row[]> {
  const site = await workspace.site();
  const module = await largeModule(site);
  const server = await serveFolder(site.dist);
  const browser = await chromium.launch({ executablePath: browserProgram(), args: CHROMIUM_ARGS });
  try {
    const visits: Visit[] = [];
    for (let round = 0; round < ROUNDS; round += 1) visits.push(await visit(browser, server.url, module));
    const times = visits.map(({ ms }) => ms);
    return [
      {
        name: `check: ${BYTES / 1e6} MB module to verdicts, CPU ÷ ${SLOWDOWN}`,
        figure: median(times),
        unit: 'ms',
        target: { of: 'figure', atMost: 1000 },
        note: `${spread(times)}; a new visit each`,
      },
      {
        name: 'check: fetched for its 188 imports',
        figure: Math.max(...visits.map(({ bytes }) => bytes)) / 1000,
        unit: 'kB',
        target: { of: 'figure', atMost: 300 },
        note: 'gzip, without the page itself',
      },
    ];
  } finally {
    await browser.close();
    server.close();
  }
}

/** What a real driver imports, and as much beside it as debug information takes. */
async function largeModule(site: Checkout): Promise<Buffer> {
  const file = path.join(driversFolder(site.content), TABLE);
  const { records } = parseModversions(await readFile(file, 'utf8'), file);
  const versions = Object.fromEntries(records.map(({ symbol, crc }) => [symbol, crc ?? 0]));
  const rest = new Uint8Array(BYTES);
  return Buffer.from(
    moduleOf({ versions, undefined: Object.keys(versions), sections: [{ name: '.debug_info', data: rest }] }),
  );
}

interface Visit {
  readonly ms: number;
  readonly bytes: number;
}

async function visit(browser: Browser, url: string, buffer: Buffer): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(recordVerdicts);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.goto(`${url}/check/`, { waitUntil: 'load' });
  const sizes: Promise<{ readonly responseBodySize: number }>[] = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes()));
  await page
    .locator('#check-files')
    .setInputFiles({ name: 'large.ko', mimeType: 'application/octet-stream', buffer });
  const ms = await page.evaluate(() => window.verdictsShown());
  const bytes = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  await context.close();
  return { ms, bytes };
}
