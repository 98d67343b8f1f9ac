import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { compareReportSchema } from '../../src/records/json/reports.ts';
import { siteInBrowser } from '../support/browser.ts';
import { runKabi } from '../support/kabi.ts';

const example = inject('pathSite');
const site = siteInBrowser(example);

async function downloaded(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByText(name).click()]);
  return await readFile(await file.path(), 'utf8');
}

test.each([
  ['acme-1/1.0.0-1/amd64', 'acme-1/1.0.0-3/amd64'],
  ['acme-1/1.0.0-10/arm64', 'acme-2/2.0.0+acme2/arm64'],
  ['acme-2/2.0.0+acme2/amd64', 'acme-1/1.0.0-1/amd64'],
  ['acme-1/1.0.0-3/amd64', 'acme-1/1.0.0-3/arm64'],
])('%s and %s: the numbers and changes of kabi compare', async (a, b) => {
  const query = new URLSearchParams({ a, b }).toString();
  const page = await site.open(`compare/?${query}`);
  await page.getByText('As JSON').waitFor();
  const told = compareReportSchema.parse(JSON.parse(await downloaded(page, 'As JSON')));
  const args = ['compare', a, b, '--content', example.content, '--format', 'json'];
  const report = compareReportSchema.parse(JSON.parse((await runKabi(example.folder, ...args)).stdout));
  const bare = (each: typeof report) => ({
    summary: each.summary,
    common: each.common,
    changes: each.changes.map(({ symbol, kind, before, after }) => ({ symbol, kind, before, after })),
    builds: [each.a, each.b].map((build) => ({ ...build, source: '' })),
  });
  expect(bare(told)).toEqual(bare(report));
  expect(await downloaded(page, 'As text')).toContain(`(${report.common} common)`);
});

test('a build that is not on file is said to be none, with those that may be meant', async () => {
  const page = await site.open('compare/?a=acme-1/1.0.0-1/amd6&b=acme-1/1.0.0-3/amd64');
  const status = page.getByRole('status').filter({ hasText: 'no build on file' });
  expect(await status.textContent()).toContain(
    '“acme-1/1.0.0-1/amd6” is no build on file. Did you mean acme-1/1.0.0-1/amd64, ',
  );
  expect(await page.locator('[data-compare-results]').textContent()).toBe('');
  expect(await page.getByLabel('After').inputValue()).toBe('acme-1/1.0.0-3/amd64');
  await status.getByRole('link').first().click();
  await page.getByText('As JSON').waitFor();
  expect(new URL(page.url()).searchParams.getAll('a')).toEqual(['acme-1/1.0.0-1/amd64']);
});

test.each([
  [
    'two that are no builds',
    'a=<b>x</b>&b=/../',
    ['“<b>x</b>” is no build on file', '“/../” is no build on file'],
  ],
  ['one side only', 'a=acme-1/1.0.0-3/amd64', ['Choose the other build']],
  ['an empty side', 'a=&b=acme-1/1.0.0-3/amd64', ['“” is no build on file']],
])('%s: the page says so, and the form is there', async (_, query, messages) => {
  const page = await site.open(`compare/?${query}`);
  const status = page.locator('[data-compare-status]');
  await status.filter({ hasText: messages[0] ?? '' }).waitFor();
  for (const message of messages) expect(await status.textContent()).toContain(message);
  expect(await status.locator('b').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Compare' }).isVisible()).toBe(true);
});

test('an address that somebody wrote may have a plus as it is', async () => {
  const page = await site.open('compare/?a=acme-1/1.0.0-10/amd64&b=acme-2/2.0.0+acme2/amd64');
  await page.getByText('As JSON').waitFor();
  expect(await page.getByLabel('After').inputValue()).toBe('acme-2/2.0.0+acme2/amd64');
});

test('the form leads to the address that brings the comparison back', async () => {
  const page = await site.open('compare/');
  await page.getByLabel('Before').selectOption('acme-1/1.0.0-1/amd64');
  await page.getByLabel('After').selectOption('acme-1/1.0.0-2/amd64');
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByText('As JSON').waitFor();
  expect(new URL(page.url()).searchParams.get('b')).toBe('acme-1/1.0.0-2/amd64');
});
