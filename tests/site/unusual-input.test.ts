/** Sites of unusual size and content: each page stays sensible, and of a weight that a phone can carry. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAtomically } from '../../scripts/engine/atomic-write.ts';
import { productFile } from '../../scripts/corpus/layout.ts';
import { writeContent } from '../support/content.ts';
import { removeCache } from '../support/fixture-sites.ts';
import { runKabi } from '../support/kabi.ts';
import { siteFiles, sitePages, visibleText } from '../support/site-files.ts';

const MOST_BYTES = 500_000;
const MOST_ELEMENTS = 15_000;
const PRODUCTS = 40;
const CHANGES = 25_000;
/** As long as the longest names that kernels export. */
const LONG = `drm_${'gem_shmem_'.repeat(15)}abc`;
const RUST = '_RNvCsjMbB5Vk2LX2_6kernel';
const HEBREW = 'ליבה של בדיקה';

const line = (symbol: string, crc: number) =>
  `0x${crc.toString(16).padStart(8, '0')}\t${symbol}\tvmlinux\tEXPORT_SYMBOL\t\n`;
const prefixes = Array.from({ length: 60 }, (_, i) => `${String.fromCharCode(97 + (i % 26))}${i}x_`);
const many = (crc: number) =>
  Array.from({ length: CHANGES }, (_, i) =>
    line(`${prefixes[i % prefixes.length] ?? ''}symbol_${i}`, crc + i),
  );

let folder = '';
let content = '';
let out = '';
const read = (file: string) => readFileSync(path.join(out, file), 'utf8');
const mainOf = (file: string) => visibleText(/<main[^>]*>(.*)<\/main>/s.exec(read(file))?.[1] ?? '');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kabi-unusual-'));
  content = path.join(folder, 'content');
  out = path.join(folder, 'site');
  const small = Object.fromEntries(
    Array.from({ length: PRODUCTS }, (_, i) => [`acme-${i + 10}/1.0-1/amd64`, line('kfree', i + 1)]),
  );
  await writeContent(content, {
    ...small,
    'huge/1.0-1/amd64': [...many(1), line(LONG, 1), line('gone', 1)].sort().join(''),
    'huge/1.0-2/amd64': [...many(7), line(LONG, 2)].sort().join(''),
    'rust/1.0-1/amd64': line(`${RUST}3foo`, 1) + line(`${RUST}3old`, 1) + line('kfree', 1),
    'rust/1.0-2/amd64': line(`${RUST}3foo`, 1) + line(`${RUST}3new`, 1) + line('kfree', 2),
  });
  const yaml = `title: ${HEBREW}\nvendor: Somebody\norder: debian\nsummary: For tests.\n`;
  writeAtomically(productFile(content, 'huge'), yaml);
  const { status, stderr } = await runKabi(folder, 'build', '--content', content, '--out', out);
  expect(status, stderr).toBe(0);
}, 600_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await removeCache(content, out);
});

test('no page of a release or a comparison is heavier than 500 kB or 15,000 elements, nor the home page', () => {
  const pages = sitePages(out).filter(({ file }) => /^(?:zh\/)?(?:[rc]\/.*)?index\.html$/.test(file));
  expect(pages.length).toBeGreaterThan(80);
  const heavy = pages.flatMap(({ file, html, elements }) =>
    Buffer.byteLength(html) > MOST_BYTES || elements.length > MOST_ELEMENTS
      ? [`${file}: ${Buffer.byteLength(html)} bytes, ${elements.length} elements`]
      : [],
  );
  expect(heavy).toEqual([]);
});

test('each of 25,000 changed symbols has one row, on a page that the comparison leads to', () => {
  const pages = siteFiles(out).filter((file) => /^c\/huge\/.*index\.html$/.test(file));
  const rows = pages.flatMap((file) =>
    [...read(file).matchAll(/<tr id="([^"]*)"><th>/g)].map(([, id]) => id),
  );
  expect(rows.length).toBe(CHANGES + 2);
  expect(new Set(rows).size).toBe(rows.length);
  for (const page of pages.slice(1)) {
    const address = `/${page.replace(/index\.html$/, '')}`;
    expect(pages.some((from) => from !== page && read(from).includes(`href="${address}`))).toBe(true);
  }
});

test('a release of one variant without types, drivers, days and lists says what it knows', () => {
  const text = mainOf('r/huge/1.0-2/index.html');
  expect(text).toContain('On amd64, 100 % of the common exports changed their CRC (25,001 of 25,001).');
  expect(text).toContain(HEBREW);
  expect(text).toContain('No policy for this product is on file.');
  expect(text).not.toMatch(/undefined|NaN|null/);
  expect(mainOf('r/acme-10/1.0-1/index.html')).toContain('Nothing older is on file to compare with.');
});

test('the home page of 40 products without days has all of them one step away, and no empty plot', () => {
  const text = mainOf('index.html');
  expect(text).toContain('My module fails to load');
  expect(text).not.toMatch(/undefined|NaN|null/);
  expect(read('index.html')).not.toContain('class="dots"');
});

test('an announcement lies beside each release, and names no mangled symbol', () => {
  const mail = read('r/rust/1.0-2/announcement.txt');
  expect(mail).toContain('Subject: rust 1.0-2: kernel ABI changes since 1.0-1');
  expect(mail).toContain('Rust symbols: 1 of kernel');
  expect(mail).not.toContain(RUST);
  expect(read('r/huge/1.0-2/announcement.md')).toContain('- `gone` (vmlinux)');
});

test('symbols of Rust are counted apart, and folded by crate', () => {
  expect(mainOf('r/rust/1.0-2/index.html')).toContain('Rust, counted apart: 1 added, 1 removed.');
  const comparison = read('c/rust/1.0-1..1.0-2/index.html');
  expect(comparison).toMatch(/<details class="crate"><summary><code>kernel<\/code>: 1 removed, 1 added/);
});
