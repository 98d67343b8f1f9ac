/** /check/ in a browser says what `kabi check` says of the same input, by the site's own data. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { siteInBrowser } from '../support/browser.ts';
import { moduleOf } from '../support/elf-writer.ts';
import { fixtureCrc } from '../support/fixture-content.ts';
import { runKabi } from '../support/kabi.ts';

const fixture = inject('pathSite');
const site = siteInBrowser(fixture);
const folder = mkdtempSync(path.join(tmpdir(), 'kabi-check-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const IMPORTS = {
  vfio_pin_pages: fixtureCrc('vfio_pin_pages'),
  kfree: fixtureCrc('kfree', 7),
  no_such_symbol: 1,
};
const MODULE = Buffer.from(
  moduleOf({
    modinfo: ['name=example', 'license=GPL', 'vermagic=1.0.0-2-amd64 SMP preempt mod_unload modversions '],
    versions: IMPORTS,
    undefined: Object.keys(IMPORTS),
  }),
);

interface Report {
  readonly modules: readonly { readonly releases: readonly object[] }[];
}

/** The report that the page offers for download. */
async function reportOf(page: Page): Promise<Report> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as JSON' }).click();
  return JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Report;
}

async function commandReport(file: string): Promise<Report> {
  const { stdout } = await runKabi(folder, 'check', file, '--content', fixture.content, '--format', 'json');
  return JSON.parse(stdout) as Report;
}

/** The page lists the newest release first, the command the oldest. */
function sorted(releases: readonly object[]): string[] {
  return releases.map((release) => JSON.stringify(release)).sort();
}

describe('a dropped module', () => {
  const packed: Readonly<Record<string, Buffer>> = {
    'example.ko': MODULE,
    'example.ko.gz': gzipSync(MODULE),
    'example.ko.zst': zstdCompressSync(MODULE),
    'example.ko.xz': execFileSync('xz', ['--check=crc32', '--stdout'], { input: MODULE }),
  };

  test.each(Object.keys(packed))('%s gets the verdicts of kabi check', async (name) => {
    const file = path.join(folder, name);
    writeFileSync(file, packed[name] ?? '');
    const page = await site.open('check/');
    await page.locator('#check-files').setInputFiles(file);
    const [ours] = (await reportOf(page)).modules;
    const [theirs] = (await commandReport(file)).modules;
    expect(ours?.releases.length).toBeGreaterThan(3);
    expect(sorted(ours?.releases ?? [])).toEqual(sorted(theirs?.releases ?? []));
    expect(ours).toMatchObject({ name: 'example', arch: 'x86_64', imports: 3 });
  });

  test('that is none is told so', async () => {
    const page = await site.open('check/');
    await page.locator('#check-files').setInputFiles({
      name: 'x.ko.xz',
      mimeType: 'application/x-xz',
      buffer: Buffer.from('\xfd7zXZ\0broken', 'latin1'),
    });
    await page.getByText('The file is truncated or corrupt').waitFor();
    expect(await page.locator('[data-check-status]').textContent()).toBe('Nothing could be checked.');
  });
});

test('pasted symbol versions get the verdicts of kabi check, and a link brings them back', async () => {
  const text = `0x${fixtureCrc('kfree').toString(16).padStart(8, '0')}\tkfree\n`;
  const file = path.join(folder, 'pasted');
  writeFileSync(file, text);
  const page = await site.open('check/');
  await page.locator('#check-text').fill(text);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const report = await reportOf(page);
  const [theirs] = (await commandReport(file)).modules;
  expect(sorted(report.modules[0]?.releases ?? [])).toEqual(sorted(theirs?.releases ?? []));

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy link to this check' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('/check/#m=');
  const again = await site.open(`check/${new URL(link).hash}`);
  expect((await reportOf(again)).modules).toEqual(report.modules);
});

test('the filter shows one verdict only', async () => {
  const file = path.join(folder, 'filtered.ko');
  writeFileSync(file, MODULE);
  const page = await site.open('check/');
  await page.locator('#check-files').setInputFiles(file);
  const rows = page.locator('tr[data-verdict]');
  await rows.first().waitFor();
  const all = await rows.count();
  await page.getByLabel('Show').selectOption('loads');
  expect(await rows.filter({ visible: true }).count()).toBe(0);
  await page.getByText(`0 of ${all} shown`).waitFor();
});

test('a link that was cut off, or holds something else, checks nothing', async () => {
  for (const fragment of ['#m=abc', '#m=', '#somewhere']) {
    const page = await site.open(`check/${fragment}`);
    await page.getByRole('button', { name: 'Check', exact: true }).waitFor();
    expect(await page.locator('[data-check-results]').textContent()).toBe('');
  }
});

test('without scripts the page explains the command', async () => {
  const page = await site.open('check/', { javaScriptEnabled: false });
  expect(await page.locator('form[data-check]').isVisible()).toBe(false);
  expect(await page.getByText('npx kabi check v4l2loopback.ko', { exact: false }).first().isVisible()).toBe(
    true,
  );
  expect(readFileSync(path.join(fixture.folder, 'check/index.html'), 'utf8')).toContain(
    'dmesg | npx kabi check -',
  );
});

test('a pasted log is answered first, in the words of kabi check, and a link brings the answer back', async () => {
  const log = [
    'Nov 25 08:12:33 secret-host kernel: Linux version 1.0.0-2-amd64 (builder@x) #1 SMP',
    'Nov 25 08:12:34 secret-host kernel: example: disagrees about version of symbol sprint_oid',
    'Nov 25 08:12:34 secret-host kernel: example: Unknown symbol sprint_oid (err -22)',
    'Please help, thank you.',
  ].join('\n');
  const file = path.join(folder, 'log.txt');
  writeFileSync(file, log);
  const page = await site.open('check/');
  await page.locator('#check-text').fill(log);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const answer = page.locator('.diagnosis .lede').first();
  await answer.waitFor();
  const { stdout } = await runKabi(folder, 'check', file, '--content', fixture.content, '--format', 'json');
  const { diagnoses } = JSON.parse(stdout) as {
    diagnoses: { findings: { answer: string; cause: string }[] }[];
  };
  expect(diagnoses[0]?.findings[0]?.cause).toBe('provider-changed');
  expect(await answer.textContent()).toBe(diagnoses[0]?.findings[0]?.answer);
  // It comes into view, and what was not understood is said.
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-check-results'))).toBe(true);
  await page.getByText('Not understood: 1 of 4 lines').waitFor();
});
