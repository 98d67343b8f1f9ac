import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOnly } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { siteInBrowser } from '../support/browser.ts';
import { TEMPLATES } from '../support/templates.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ALL: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
/** All that a colour scheme can change. */
const COLOURS: RunOnly = { type: 'rule', values: ['color-contrast'] };

const site = siteInBrowser(inject('rootSite'));
/** It leads on before anybody sees it. */
const templates = Object.entries(TEMPLATES).filter(([name]) => name !== 'latest');

test.each(templates)('%s passes axe, wide and narrow, in light and in dark colours', async (_, path) => {
  const page = await site.open(path, { colorScheme: 'light' });
  expect(await violations(page, ALL), 'wide, light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, COLOURS), 'wide, dark').toEqual([]);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await violations(page, ALL), 'narrow, dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page, COLOURS), 'narrow, light').toEqual([]);
});

test('axe finds what is wrong', async () => {
  const page = await site.open('about/');
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = '/';
    link.className = 'brand';
    document.querySelector('h1')?.replaceChildren(link);
    document.querySelector<HTMLElement>('main')?.setAttribute('lang', 'nowhere');
  });
  expect((await violations(page, ALL)).map((line) => line.split(':')[0]).sort()).toEqual([
    'empty-heading',
    'link-name',
    'valid-lang',
  ]);
});

describe.each([320, 390])('%i pixels wide', (width) => {
  test('no page scrolls sideways', async () => {
    const page = await site.open('', { viewport: { width, height: 700 } });
    const wide: string[] = [];
    for (const [name, path] of templates) {
      await page.goto(site.address(path));
      const [scrolled, visible] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        innerWidth,
      ]);
      if (scrolled > visible) wide.push(`${name}: ${scrolled}`);
    }
    expect(wide).toEqual([]);
  });

  test('no text of a table runs into the next cell', async () => {
    const page = await site.open('', { viewport: { width, height: 700 } });
    const found: string[] = [];
    for (const [name, path] of templates) {
      await page.goto(site.address(path));
      for (const text of await page.evaluate(textsBeyondTheirCells)) found.push(`${name}: ${text}`);
    }
    expect(found).toEqual([]);
  });
});

/** To be run in the page. */
function textsBeyondTheirCells(): string[] {
  const found: string[] = [];
  for (const cell of document.querySelectorAll('th, td')) {
    // For screen readers only.
    if (cell.parentElement?.parentElement?.clientWidth === 1) continue;
    const contents = document.createRange();
    contents.selectNodeContents(cell);
    const isBeyond = contents.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1;
    if (isBeyond) found.push(cell.textContent.trim());
  }
  return found;
}

async function violations(page: Page, runOnly: RunOnly): Promise<string[]> {
  // Sections far down are laid out when they come into view, which would be in the midst of a run.
  await page.evaluate(() => {
    for (const section of document.querySelectorAll<HTMLElement>('.lazy')) {
      section.style.contentVisibility = 'visible';
    }
  });
  // A strict Content-Security-Policy lets no script element in; the debugger may run what it likes.
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate<AxeResults, RunOnly>(
    (only) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        runOnly: only,
        resultTypes: ['violations'],
      }),
    runOnly,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, target }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
  );
}
