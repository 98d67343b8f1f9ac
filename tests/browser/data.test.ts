/** What pages say when the data that they load are not there, or are not what was published. */
import type { Page, Route } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { siteInBrowser } from '../support/browser.ts';
import { fixtureCrc } from '../support/fixture-content.ts';
import { formatCrc } from '../../src/kernel/export.ts';

const site = siteInBrowser(inject('pathSite'));

type Mishap = (route: Route) => Promise<void>;
const MISHAPS: Readonly<Record<string, { readonly happen: Mishap; readonly says: string }>> = {
  'is not there': {
    happen: (route) => route.fulfill({ status: 404, body: '<h1>404</h1>' }),
    says: 'A data file is not there',
  },
  'is a web page': {
    happen: (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Log in</title>' }),
    says: 'a web page in place of the data',
  },
  'was cut off': {
    happen: async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      await route.fulfill({ response, body: body.subarray(0, body.length >> 1) });
    },
    says: 'The data arrived cut off or changed, and were not used.',
  },
};
/** Which of its files a mishap hits makes no difference to a page: all of them for the first, the last read for the others. */
const cases = Object.entries(MISHAPS).map(([name, mishap], index) => ({
  name,
  ...mishap,
  from: index === 0 ? 0 : -1,
}));

const CHECK_FILES = [
  '**/data.json',
  '**/check/*/index.json',
  '**/check/*/table.json',
  '**/check/*/blocks.txt',
  '**/check/*/0.txt',
];
const COMPARE_FILES = ['**/compare/*/index.json', '**/compare/*/acme-1/1.0.0-3/amd64.txt'];
const SYMBOL_FILES: [files: string, query: string][] = [
  ['**/search/*/symbols.txt', 'qqqqqq'],
  ['**/search/*/crcs.json', formatCrc(fixtureCrc('vfio_pin_pages'))],
  ['**/search/*/crc-*.txt', formatCrc(fixtureCrc('vfio_pin_pages'))],
];
const OTHER_NAMES = ['**/search/*/types.txt', '**/search/*/places.json', '**/search/*/in-tree.txt'];

const CHECKED = `${formatCrc(fixtureCrc('kfree'))}\tkfree\n`;

async function check(page: Page): Promise<void> {
  await page.locator('#check-text').fill(CHECKED);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
}

describe.each(cases)('where a file of data $name', ({ happen, says, from }) => {
  test.each(CHECK_FILES.slice(from))(
    'of /check/ (%s), nothing is judged, and a second try judges',
    async (files) => {
      const page = await site.open('check/');
      await page.route(files, happen);
      await check(page);
      const status = page.locator('[data-check-status]');
      await status.getByText(says).waitFor();
      expect(await status.textContent()).toContain('Nothing was judged.');
      expect(await page.locator('[data-check-results]').textContent()).toBe('');
      await page.unroute(files);
      await status.getByRole('button', { name: 'Try again' }).click();
      await page.locator('tr[data-verdict]').first().waitFor();
      expect(await status.textContent()).toBe('Checked. Nothing was uploaded.');
    },
  );

  test.each(COMPARE_FILES.slice(from))(
    'of /compare/ (%s), nothing is compared, and a second try compares',
    async (files) => {
      const page = await site.open('compare/');
      await page.route(files, happen);
      await page.goto(`${page.url()}?a=acme-1/1.0.0-1/amd64&b=acme-1/1.0.0-3/amd64`);
      const status = page.locator('[data-compare-status]');
      await status.getByText(says).waitFor();
      expect(await status.textContent()).toContain('The builds were not compared.');
      await page.unroute(files);
      await status.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('As JSON').waitFor();
    },
  );

  test.each(SYMBOL_FILES.slice(from))(
    'of the search (%s), nothing is said to be absent',
    async (files, query) => {
      const page = await site.open('about/');
      await page.route(files, happen);
      const list = page.locator('#hits-0');
      await page.getByRole('combobox').fill(query);
      await list.getByText(says).waitFor();
      expect(await list.textContent()).not.toContain('Nothing on file is named like');
      await page.goto(site.address(`symbols/?q=${query}`));
      const results = page.locator('[data-search-results]');
      await results.getByText(says).waitFor();
      expect(await results.textContent()).not.toContain('Nothing on file is named like');
      await page.unroute(files);
      await results.getByRole('button', { name: 'Try again' }).click();
      await results.getByText(/results? for|Nothing on file is named like/).waitFor();
    },
  );

  test.each(OTHER_NAMES.slice(from))(
    'of names that are not of symbols (%s), symbols are found, and the list is said to lack something',
    async (files) => {
      const page = await site.open('about/');
      await page.route(files, happen);
      await page.getByRole('combobox').fill('vfio_pin');
      const list = page.locator('#hits-0');
      await list.getByText(says).waitFor();
      expect(await list.locator('li').first().textContent()).toBe('vfio_pin_pagessymbol');
      expect(await list.locator('li').last().textContent()).toContain('There may be more.');
      await page.unroute(files);
      await list.getByRole('button', { name: 'Try again' }).click();
      await list.getByText('There may be more.').waitFor({ state: 'detached' });
      expect(await list.locator('li').first().textContent()).toBe('vfio_pin_pagessymbol');
    },
  );

  test('of the page for addresses that lead nowhere, it says that nothing was looked up', async () => {
    const page = await site.open('about/');
    await page.route('**/search/*/symbols.txt', happen);
    await page.goto(site.address('s/vfio_pin_pagse/'));
    const near = page.locator('[data-near-names]');
    await near.getByText(says).waitFor();
    await page.unroute('**/search/*/symbols.txt');
    await near.getByRole('button', { name: 'Try again' }).click();
    await near.getByRole('link', { name: 'vfio_pin_pages' }).waitFor();
  });
});

test('data of another build in place of what the page asked for are not mixed in', async () => {
  const page = await site.open('check/');
  const kept = new Map<string, string>();
  await page.route(/\/check\/[0-9a-f]{16}\/\d+\.txt$/, async (route) => {
    const body = await (await route.fetch()).text();
    // What another build of the site would say: the same shape, and other figures.
    const other = body.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
    kept.set(route.request().url(), other);
    await route.fulfill({ body: other });
  });
  await check(page);
  await page.locator('[data-check-status]').getByText('were not used').waitFor();
  expect(kept.size).toBeGreaterThan(0);
  expect(await page.locator('[data-check-results]').textContent()).toBe('');
});

test('a check whose worker does not come says so, and tries again', async () => {
  const page = await site.open('about/');
  await page.route('**/assets/worker*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(site.address('check/'));
  await check(page);
  const status = page.locator('[data-check-status]');
  await status.getByText('This site cannot be reached.').waitFor();
  await page.unroute('**/assets/worker*.js');
  await status.getByRole('button', { name: 'Try again' }).click();
  await page.locator('tr[data-verdict]').first().waitFor();
});
