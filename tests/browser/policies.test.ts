/** The comparison of policies, filtered without a script. */
import { expect, inject, test } from 'vitest';
import { siteInBrowser } from '../support/browser.ts';

const site = siteInBrowser(inject('rootSite'));

test('buttons hide columns and rows, scripts or not', async () => {
  const page = await site.open('policy/', { javaScriptEnabled: false });
  const cell = (transition: string) => page.locator(`#acme-keep-all [data-transition="${transition}"]`);
  expect(await cell('within-minor').isVisible()).toBe(true);
  await page.locator('#transition-between-majors').check();
  expect(await cell('within-minor').isVisible()).toBe(false);
  expect(await cell('between-majors').isVisible()).toBe(true);
  await page.locator('#vendor-acme').check();
  expect(await page.locator('#acme-keep-all').isVisible()).toBe(true);
});

test('on a narrow screen each promise says which transition it is about', async () => {
  const page = await site.open('policy/', { viewport: { width: 390, height: 800 } });
  const label = await page
    .locator('#acme-keep-all td')
    .first()
    .evaluate((cell) => getComputedStyle(cell, '::before').content);
  expect(label).toContain('within a minor');
});
