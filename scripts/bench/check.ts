/** From a dropped module to the verdicts of all releases, in a browser on a machine four times slower than this one. */
import { readFileSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { parseSymbolRows } from '../../src/kabi/history.ts';
import { moduleOf } from '../../tests/support/elf-writer.ts';
import { browserProgram, CHROMIUM_ARGS } from '../../tests/support/chromium.ts';
import type { Checkout } from './checkout.ts';
import type { Row } from './row.ts';
import { serveFolder } from './static-server.ts';
import { median, spread } from './statistics.ts';
import type { Workspace } from './workspace.ts';

/** How much slower than this machine the browser is made. */
const SLOWDOWN = 4;
const ROUNDS = 5;
const IMPORTS = 200;
const BYTES = 4_000_000;

export async function benchCheck(workspace: Workspace): Promise<Row[]> {
  const site = await workspace.site();
  const module = largeModule(site);
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
        name: `check: fetched for its ${IMPORTS} imports`,
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

/** Imports spread over all symbols, each with a CRC that it had, and as much beside them as debug information takes. */
function largeModule(site: Checkout): Buffer {
  const rows = parseSymbolRows(readFileSync(site.symbols, 'utf8')).filter(({ symbol }) => symbol.length < 56);
  const step = Math.floor(rows.length / IMPORTS);
  const versions: Record<string, number> = {};
  for (let index = 0; index < IMPORTS; index += 1) {
    const row = rows[index * step];
    const crc = row?.lanes[0]?.[1].at(-1)?.[2];
    if (row !== undefined && crc !== undefined) versions[row.symbol] = crc;
  }
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
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.goto(`${url}/check/`, { waitUntil: 'load' });
  const sizes: Promise<{ readonly responseBodySize: number }>[] = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes()));
  const results = page.getByRole('link', { name: 'Download as JSON' });
  const start = performance.now();
  await page
    .locator('#check-files')
    .setInputFiles({ name: 'large.ko', mimeType: 'application/octet-stream', buffer });
  await results.waitFor();
  const ms = performance.now() - start;
  const bytes = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  await context.close();
  return { ms, bytes };
}
