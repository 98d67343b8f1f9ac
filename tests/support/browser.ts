/** A Chromium with a fresh profile, and pages of the example site in it. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import type { FixtureSite } from './fixture-sites.ts';
import { browserProgram, CHROMIUM_ARGS } from './chromium.ts';
import { serveSite, type WebServer } from './web-server.ts';

export interface SiteInBrowser {
  /** Address of a page by its path below the root of the site. */
  address(path: string): string;
  /** Opens a page in a profile of its own. What it logs as an error, or asks of another host, fails the test. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
}

/** One browser and server for the tests of a file. */
export function siteInBrowser(site: FixtureSite): SiteInBrowser {
  let browser: Browser;
  let server: WebServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([
      chromium.launch({ executablePath: browserProgram(), args: CHROMIUM_ARGS }),
      serveSite(site.folder, site.base),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  const address = (page: string) => server.url + page;
  return {
    address,
    async open(page, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const faults: string[] = [];
      onTestFinished(async () => {
        await context.close();
        expect(faults).toEqual([]);
      });
      const opened = await context.newPage();
      opened.setDefaultTimeout(10_000);
      opened.on('pageerror', (error) => faults.push(error.message));
      opened.on('console', (message) => {
        const isMissingPage = message.text().includes('404 (Not Found)');
        if (message.type() === 'error' && !isMissingPage) faults.push(message.text());
      });
      opened.on('request', (request) => {
        if (!request.url().startsWith(server.url)) faults.push(request.url());
      });
      await opened.goto(address(page));
      return opened;
    },
  };
}
