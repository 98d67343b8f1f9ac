/** Reading without a mouse, without scripts, and taking a citation along. */
import { describe, expect, inject, test } from 'vitest';
import { formatCrc } from '../../src/kernel/export.ts';
import { siteInBrowser } from '../support/browser.ts';
import { fixtureCrc } from '../support/fixture-content.ts';
import { TEMPLATES } from '../support/templates.ts';

const site = siteInBrowser(inject('rootSite'));

test.each(['light', 'dark'] as const)(
  'the row that a link is to stands out, in %s colours',
  async (colorScheme) => {
    const page = await site.open('c/acme-1/1.0.0-2..1.0.0-3/', { colorScheme });
    const [first, second] = await page
      .locator('table.values tr[id]')
      .evaluateAll((items) => items.map(({ id }) => id));
    expect.assert(first !== undefined && second !== undefined);
    await page.goto(`${page.url()}#${first}`);
    const [marked, plain] = await Promise.all(
      [first, second].map((id) =>
        page.locator(`[id="${id}"]`).evaluate((item) => getComputedStyle(item).backgroundColor),
      ),
    );
    expect(marked).not.toBe(plain);
  },
);

test('the keyboard alone walks through a release page, and always shows where it is', async () => {
  const page = await site.open('r/acme-1/1.0.0-3/', { viewport: { width: 1280, height: 500 } });
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Skip to content');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#content');

  const visited: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { top, bottom, left, width } = element.getBoundingClientRect();
      const header = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
      const style = getComputedStyle(element);
      return {
        name: (element.getAttribute('aria-label') ?? element.textContent).trim(),
        isInMain: element.closest('main') !== null,
        isOutlined: style.outlineStyle !== 'none' && style.outlineWidth !== '0px',
        // Of what is taller than the window, the beginning counts.
        isUncovered: top >= header - 1 && (bottom <= innerHeight + 1 || top < innerHeight),
        isOnScreen: left >= 0 && width > 0,
      };
    });
    if (focus?.isInMain !== true) break;
    expect(focus).toMatchObject({ isOutlined: true, isUncovered: true, isOnScreen: true });
    visited.push(focus.name);
    expect(visited.length).toBeLessThan(200);
  }
  // The skip link went past the masthead: the first stop is the first link of the text.
  expect(visited[0]).toBe('Releases');
  expect(visited).toEqual(
    expect.arrayContaining(['Counts per architecture', 'vmlinux', 'Copy', 'Provenance']),
  );
});

test('an anchor of a symbol is not hidden under the masthead', async () => {
  const page = await site.open('c/acme-1/1.0.0-2..1.0.0-3/#vfio_pin_pages', {
    viewport: { width: 1280, height: 500 },
  });
  const [top, header] = await page.evaluate(() => [
    document.querySelector(':target')?.getBoundingClientRect().top ?? -1,
    document.querySelector('header')?.getBoundingClientRect().bottom ?? 0,
  ]);
  expect(top).toBeGreaterThanOrEqual(header);
});

test('the citation is copied whole, with the address that the page was opened under', async () => {
  const page = await site.open('s/vfio_pin_pages/', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`[1] <${site.address('s/vfio_pin_pages/')}> (data 2026-07-10)`);
  expect(copied.split('\n')[0]).toMatch(/^vfio_pin_pages: /);
  expect(Math.max(...copied.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
});

test('latest leads on by itself', async () => {
  const page = await site.open('r/acme-2/latest/');
  await page.waitForURL(site.address('r/acme-2/2.0.1+acme2/'));
});

describe('without scripts', () => {
  const facts: Partial<Record<keyof typeof TEMPLATES, string>> = {
    home: 'Latest releases',
    'all releases': 'No release is on file yet.',
    product: '1.0.0-10',
    release: 'kmalloc_noprof',
    'release without changes': 'No symbol was added, removed or changed',
    comparison: formatCrc(fixtureCrc('newcomer')),
    module: 'vfio_pin_pages',
    'all drivers': 'Gizmo & Sons',
    driver: 'missing 1',
    'all symbols': 'Lists go by the first two characters of the name',
    'A-Z list': 'drm_fn_229',
    symbol: formatCrc(fixtureCrc('vfio_pin_pages')),
    'no such page': 'There is no page at this address.',
    prose: 'A reproducible zebra counts them.',
  };

  test.each(Object.entries(facts))('%s shows its facts: %s', async (template, fact) => {
    const page = await site.open(TEMPLATES[template as keyof typeof TEMPLATES], { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain(fact);
  });

  test('the search form leads to the A-Z lists', async () => {
    const page = await site.open('', { javaScriptEnabled: false });
    await page.getByRole('searchbox', { name: 'Symbol, CRC, module or release' }).fill('vfio');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(site.address('symbols/?q=vfio'));
    await page.getByRole('link', { name: 'vf', exact: true }).click();
    await page.getByRole('link', { name: 'vfio_pin_pages' }).click();
    await page.waitForURL(site.address('s/vfio_pin_pages/'));
  });
});
