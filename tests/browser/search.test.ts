import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import type { DataPointer } from '../../src/addresses/data-files.ts';
import { formatCrc } from '../../src/kernel/export.ts';
import { siteInBrowser } from '../support/browser.ts';
import { fixtureCrc } from '../support/fixture-content.ts';

const example = inject('pathSite');
const site = siteInBrowser(example);

/** The box in the masthead. */
function box(page: Page) {
  return page.getByRole('combobox', { name: 'Search symbols and pages' });
}

/** Types a query and waits for its suggestions. */
async function suggestionsFor(page: Page, query: string): Promise<string[]> {
  await box(page).fill(query);
  // The status line speaks of the newest suggestions; they appear together.
  const list = page.locator('#hits-0 > li');
  await list.first().waitFor();
  return (await list.allTextContents()).map((text) => text.trim());
}

describe('what is pasted from elsewhere leads to the symbol', () => {
  test.each([
    'gizmo: disagrees about version of symbol vfio_pin_pages',
    'gizmo: Unknown symbol vfio_pin_pages (err -22)',
    `${formatCrc(fixtureCrc('vfio_pin_pages', 1))}\tvfio_pin_pages\tdrivers/vfio/vfio\tEXPORT_SYMBOL_GPL\t`,
    'vfio_pin_pages@1.0.0-3',
  ])('%s', async (text) => {
    const page = await site.open('about/');
    expect((await suggestionsFor(page, text))[0]).toBe('vfio_pin_pagessymbol');
    await page.goto(site.address(`symbols/?q=${encodeURIComponent(text)}`));
    await page
      .getByRole('status')
      .getByText(/results? for/)
      .waitFor();
    expect(await page.locator('[data-search-results] a').first().textContent()).toBe('vfio_pin_pages');
  });
});

describe('the keyboard', () => {
  test('reaches the search box with / and with Ctrl+K, but / stays a letter in a field', async () => {
    const page = await site.open('about/');
    await page.keyboard.press('/');
    expect(await box(page).evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await box(page).inputValue()).toBe('');
    await page.keyboard.type('a/b');
    expect(await box(page).inputValue()).toBe('a/b');
    await page.locator('h1').click();
    await page.keyboard.press('Control+k');
    expect(await box(page).evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('moves through the suggestions, opens one, and closes them', async () => {
    const page = await site.open('r/');
    const input = box(page);
    const list = page.getByRole('listbox');
    expect(await input.getAttribute('aria-expanded')).toBe('false');
    await suggestionsFor(page, 'sprint');
    expect(await input.getAttribute('aria-expanded')).toBe('true');
    expect(await input.getAttribute('aria-controls')).toBe(await list.getAttribute('id'));
    expect(await input.getAttribute('aria-activedescendant')).toBe(null);

    await input.press('ArrowDown');
    await input.press('ArrowDown');
    const selected = page.getByRole('option', { selected: true });
    expect(await selected.textContent()).toBe('sprint_oidsymbol');
    expect(await input.getAttribute('aria-activedescendant')).toBe(await selected.getAttribute('id'));
    await input.press('ArrowUp');
    expect(await selected.textContent()).toBe('sprint_OIDsymbol');

    await input.press('Escape');
    await list.waitFor({ state: 'hidden' });
    expect(await input.getAttribute('aria-expanded')).toBe('false');
    expect(await input.getAttribute('aria-activedescendant')).toBe(null);

    await suggestionsFor(page, 'vfio_pin');
    await input.press('ArrowDown');
    await input.press('Enter');
    await page.waitForURL(site.address('s/vfio_pin_pages/'));
    expect(await page.locator('h1').textContent()).toBe('vfio_pin_pages');
  });

  test('leaves the box closed when the suggestions come after it has gone on', async () => {
    const page = await site.open('about/');
    const { search } = JSON.parse(
      readFileSync(path.join(example.folder, 'data.json'), 'utf8'),
    ) as DataPointer;
    const names = site.address(search.names);
    const index = Promise.withResolvers<undefined>();
    await page.route(names, async (route) => {
      await index.promise;
      await route.continue();
    });
    await box(page).fill('sprint');
    await box(page).press('Tab');
    const arrived = page.waitForResponse(names);
    index.resolve(undefined);
    await (await arrived).finished();
    // What waits for the same answer in the page has its turn before this.
    await page.evaluate(async (url) => (await fetch(url)).text(), names);
    expect(await page.locator('#hits-0').isHidden()).toBe(true);
    expect(await box(page).getAttribute('aria-expanded')).toBe('false');
  });

  test('leads to all results when no suggestion is chosen', async () => {
    const page = await site.open('about/');
    await suggestionsFor(page, 'drm_fn_0');
    await box(page).press('Enter');
    await page.waitForURL(site.address('symbols/?q=drm_fn_0'));
    const status = page.getByText(/^\d+ results for “drm_fn_0”/);
    await status.waitFor();
    // A hundred symbols are named so; pages that speak of them stand behind.
    const results = await page.locator('[data-search-results] li').count();
    expect(results).toBeGreaterThanOrEqual(100);
    expect(await status.textContent()).toMatch(new RegExp(`^${String(results)} results`));
    expect(await box(page).inputValue()).toBe('drm_fn_0');
  });
});

describe('typing finds', () => {
  test.each([
    ['the whole name', '_printk', '_printksymbol'],
    ['its beginning', 'dma_buf', 'dma_buf_getsymbol'],
    ['its beginning after underscores', 'alloc_skb', '__alloc_skbsymbol'],
    ['the beginning of a word in it', 'pin_pages', 'vfio_pin_pagessymbol'],
    ['any part', 'ewcome', 'newcomersymbol'],
    ['the name with a slip', 'vfio_pni_pages', 'vfio_pin_pagessimilar symbol'],
    ['words with blanks', 'usb stor', 'usb_stor_suspendsymbol'],
    ['a module', 'vfio_iommu', 'drivers/vfio/vfio_iommumodule'],
    ['a release', '2.0.1~rc1', '2.0.1~rc1+acme2release of Acme 2'],
    ['a product', 'Globex 9', 'Globex 9product'],
    ['a type', 'sk_buff', 'struct sk_bufftype'],
    ['a type with a slip', 'acme_quite', 'struct acme_quietsimilar type'],
    ['a type by its kind and name', 'struct drm_dev', 'struct drm_devicetype'],
  ])('%s: %s', async (_, query, expected) => {
    const page = await site.open('about/');
    expect((await suggestionsFor(page, query))[0]).toBe(expected);
  });

  test('a symbol by a CRC that it had, whole or in part', async () => {
    const page = await site.open('about/');
    const crc = formatCrc(fixtureCrc('vfio_pin_pages'));
    expect(await suggestionsFor(page, crc)).toEqual([`vfio_pin_pages${crc}`]);
    await box(page).fill('');
    expect(await suggestionsFor(page, crc.slice(0, 7).toUpperCase().replace('X', 'x'))).toContain(
      `vfio_pin_pages${crc}`,
    );
  });

  test('a page by a word in it', async () => {
    const page = await site.open('r/');
    await box(page).fill('zebra');
    await page.getByRole('option', { name: 'How this is made' }).click();
    await page.waitForURL(site.address('about/'));
  });

  test('nothing, and says so', async () => {
    const page = await site.open('r/');
    expect(await suggestionsFor(page, 'qqqqqq')).toEqual(['Nothing on file is named like “qqqqqq”.']);
    await box(page).press('Enter');
    await page.waitForURL(site.address('symbols/?q=qqqqqq'));
    await page
      .locator('[data-search-results]')
      .getByText('Nothing on file is named like “qqqqqq”.')
      .waitFor();
  });

  test('text that looks like markup as text', async () => {
    const page = await site.open('about/');
    const [first = ''] = await suggestionsFor(page, '<img src=x onerror=alert(1)>');
    expect(first).toContain('“<img src=x onerror=alert(1)>”');
    expect(await page.locator('img').count()).toBe(0);
  });
});

describe('on a page in Chinese', () => {
  const search = (page: Page) => page.getByRole('combobox', { name: '搜索符号和页面' });

  test.each([
    ['白名单', '关于白名单的讨论', 'zh/discussions/acme-thread/'],
    ['变更策略', 'ACME-0001：Acme 的变更策略', 'zh/discussions/acme-0001/'],
  ])('typing %s finds the page in Chinese that has it', async (query, title, target) => {
    const page = await site.open('zh/policy/');
    await search(page).fill(query);
    await page.getByRole('option', { name: title }).click();
    await page.waitForURL(site.address(target));
  });

  test('suggestions are named in Chinese, and a release leads to its page in Chinese', async () => {
    const page = await site.open('zh/');
    await search(page).fill('2.0.0+acme2');
    const release = page.getByRole('option', { name: 'Acme 2 的版本' });
    await release.click();
    await page.waitForURL(site.address('zh/r/acme-2/2.0.0+acme2/'));
  });

  test('what nothing is named like is said in Chinese', async () => {
    const page = await site.open('zh/');
    await search(page).fill('qqqqqq');
    await page.getByRole('option', { name: '没有名称与“qqqqqq”相近的条目。' }).waitFor();
  });

  test('words of another language are searched for on pages in that language', async () => {
    const page = await site.open('r/');
    await box(page).fill('heliotrope');
    await page.getByRole('option', { name: 'ACME-0001' }).click();
    await page.waitForURL(site.address('discussions/acme-0001/'));
  });
});

describe('the page for an address that leads nowhere', () => {
  test('suggests the symbols that are named nearly so', async () => {
    const page = await site.open('s/vfio_pin_pagse/');
    await page.getByText('Near “vfio_pin_pagse” there are:').waitFor();
    await page.getByRole('link', { name: 'vfio_pin_pages' }).click();
    await page.waitForURL(site.address('s/vfio_pin_pages/'));
  });

  test('says which releases had them', async () => {
    const page = await site.open('s/vfio_pin_page/');
    const near = page.locator('[data-near-names] li').filter({ hasText: 'vfio_pin_pages' }).first();
    expect(await near.textContent()).toMatch(/^vfio_pin_pages Acme 1( until [^,]+)?, Acme 2/);
  });

  test('falls back to the beginning of the name', async () => {
    const page = await site.open('s/sprint_hexadecimal/');
    await page.getByText('Near “sprint_hexadecimal” there are:').waitFor();
    expect(await page.locator('[data-near-names] li').allTextContents()).toEqual([
      'sprint_OID Acme 1, Acme 2',
      'sprint_oid Acme 1, Acme 2',
    ]);
  });
});
