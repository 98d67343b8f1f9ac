/** From keystroke to suggestions, in a browser on a machine four times slower than this one. */
import { readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { parseSymbolRows } from '../../../src/history/runs.ts';
import { formatCrc } from '../../../src/kernel/export.ts';
import { browserProgram, CHROMIUM_ARGS } from '../../../tests/support/chromium.ts';
import type { Checkout } from '../measure/checkout.ts';
import type { Row } from '../measure/row.ts';
import { recordKeystrokes } from './search-recorder.ts';
import { serveFolder } from '../measure/static-server.ts';
import { median, spread } from '../measure/statistics.ts';
import type { Workspace } from '../measure/workspace.ts';

/** How much slower than this machine the browser is made. */
const SLOWDOWN = 4;
const TARGET_MS = 50;
const COLD_ROUNDS = 5;
/** Typing pace: fast, but each letter gets its answer. */
const BETWEEN_KEYS_MS = 100;
/** Long enough for the full-text search that follows a word to be over before the next one. */
const BETWEEN_WORDS_MS = 2000;
/** Parts of names, a whole name with two letters swapped; a real CRC is added. */
const QUERIES = ['pin_pages', 'alloc_skb', 'raw_spin', 'mlx5', 'vfio_pin_pagse'];

interface Keystroke {
  readonly typed: string;
  readonly ms: number;
}

export async function benchSearch(workspace: Workspace): Promise<Row[]> {
  const site = await workspace.site();
  const server = await serveFolder(site.dist);
  const browser = await chromium.launch({ executablePath: browserProgram(), args: CHROMIUM_ARGS });
  try {
    const cold: number[] = [];
    for (let round = 0; round < COLD_ROUNDS; round += 1) {
      const page = await openPage(browser, server.url);
      const { ms } = await typeKey(page, 'p');
      cold.push(ms);
      await page.context().close();
    }
    const keystrokes = await typeQueries(await openPage(browser, server.url), [...QUERIES, someCrc(site)]);
    return report(cold, keystrokes);
  } finally {
    await browser.close();
    server.close();
  }
}

function report(cold: readonly number[], keystrokes: readonly Keystroke[]): Row[] {
  const times = keystrokes.map((each) => each.ms);
  const [worst] = keystrokes.toSorted((a, b) => b.ms - a.ms);
  const target = { of: 'figure', atMost: TARGET_MS } as const;
  return [
    {
      name: `search: keystroke to suggestions, CPU ÷ ${SLOWDOWN}`,
      figure: median(times),
      unit: 'ms',
      target,
      note: spread(times),
    },
    {
      name: 'search: the slowest keystroke',
      figure: worst?.ms ?? NaN,
      unit: 'ms',
      target,
      note: `after “${worst?.typed ?? ''}”`,
    },
    {
      name: 'search: first keystroke on a new visit',
      figure: median(cold),
      unit: 'ms',
      note: `${spread(cold)}; loads the index`,
    },
  ];
}

/** A visitor who was never here, on the page of some symbol, with the search box focused. */
async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(recordKeystrokes);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.goto(`${url}/s/vfio_pin_pages/`, { waitUntil: 'load' });
  return page;
}

/** The index is loaded by a first letter that does not count; everything after it does. */
async function typeQueries(page: Page, queries: readonly string[]): Promise<Keystroke[]> {
  const keystrokes: Keystroke[] = [];
  await typeKey(page, 'x');
  for (const query of queries) {
    await page.waitForTimeout(BETWEEN_WORDS_MS);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    for (let typed = 1; typed <= query.length; typed += 1) {
      await page.waitForTimeout(BETWEEN_KEYS_MS);
      keystrokes.push(await typeKey(page, query.slice(0, typed)));
    }
  }
  return keystrokes;
}

/** Adds the last letter of `typed` to the others. */
async function typeKey(page: Page, typed: string): Promise<Keystroke> {
  await page.locator('input[name=q]').first().focus();
  await page.keyboard.type(typed.slice(-1));
  return { typed, ms: await page.evaluate(() => window.keystrokeAnswered()) };
}

function someCrc(site: Checkout): string {
  const rows = parseSymbolRows(readFileSync(site.symbols, 'utf8'));
  const run = rows[rows.length >> 1]?.variants[0]?.[1][0];
  if (run === undefined) throw new Error('there is no symbol on file');
  return formatCrc(run[2]);
}
