/** A site that somebody has just begun: one kernel, a product still without any, and a site.yaml. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeAtomically } from '../../scripts/engine/atomic-write.ts';
import { productFile, siteFile } from '../../scripts/corpus/layout.ts';
import { writeContent } from '../support/content.ts';
import { removeCache } from '../support/fixture-sites.ts';
import { runKabi, type Outcome } from '../support/kabi.ts';
import { readPage, siteFiles, sitePages, textOf, visibleText } from '../support/site-files.ts';

const SYMVERS =
  '0x00000001\tkfree\tvmlinux\tEXPORT_SYMBOL\t\n0x00000002\tkmalloc\tvmlinux\tEXPORT_SYMBOL\t\n';
const SITE = `title: Kernels of Acme
base-url: https://host.example/some/path/
languages: [en]
accent: { light: '#7a0019', dark: '#ffcc33' }
repository: https://git.example/kernels
reports: mailto:kernels@acme.example
`;

let folder = '';
let content = '';
let out = '';
let outcome: Outcome;

const build = (...more: readonly string[]) =>
  runKabi(folder, 'build', '--content', content, '--out', out, ...more);
const read = (file: string) => readFileSync(path.join(out, file), 'utf8');
const mainOf = (file: string) => visibleText(/<main[^>]*>(.*)<\/main>/s.exec(read(file))?.[1] ?? '');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kabi-own-'));
  content = path.join(folder, 'content');
  out = path.join(folder, 'site');
  await writeContent(content, { 'acme-1/1.0/amd64': SYMVERS });
  const empty = 'title: Acme 2\nvendor: Acme\norder: debian\nsummary: None of these is on file.\n';
  writeAtomically(productFile(content, 'acme-2'), empty);
  writeAtomically(siteFile(content), SITE);
  outcome = await build();
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await removeCache(content, out);
});

test('one kernel is enough for a site', () => {
  expect(outcome).toMatchObject({ status: 0 });
  for (const file of ['index.html', 's/kfree/index.html', 'r/acme-1/1.0/index.html', 'm/vmlinux/index.html'])
    expect(siteFiles(out)).toContain(file);
});

test('no page shows a value that is not there', () => {
  const odd = sitePages(out).filter(({ html }) => /undefined|NaN|\[object|>null</.test(visibleText(html)));
  expect(odd.map(({ file }) => file)).toEqual([]);
});

test('the only release has nothing to be compared with, and says so', () => {
  expect(mainOf('r/acme-1/1.0/index.html')).toContain('nothing older on file');
  expect(mainOf('r/acme-1/index.html')).toContain('1.0');
  expect(siteFiles(out).filter((file) => file.startsWith('c/'))).toEqual([]);
});

test('a product without a release says so', () => {
  expect(mainOf('r/acme-2/index.html')).toContain('No release is on file yet.');
  expect(mainOf('r/index.html')).toContain('No release is on file yet.');
});

test('a site without any kernel can be looked at, and says that there is none', async () => {
  const empty = path.join(folder, 'empty');
  const yaml = 'title: Acme 2\nvendor: Acme\norder: debian\nsummary: None of these is on file.\n';
  writeAtomically(productFile(path.join(empty, 'content'), 'acme-2'), yaml);
  const args = ['--content', path.join(empty, 'content'), '--out', path.join(empty, 'site')];
  const { status, stderr } = await runKabi(folder, 'build', ...args, '--base-url', 'https://host.example/');
  await removeCache(path.join(empty, 'content'), path.join(empty, 'site'));
  expect([stderr.includes('    at '), status]).toEqual([false, 0]);
  const home = visibleText(readFileSync(path.join(empty, 'site/index.html'), 'utf8'));
  expect(home).toContain('0 symbols of 0 kernel builds.');
  const compare = visibleText(readFileSync(path.join(empty, 'site/compare/index.html'), 'utf8'));
  expect(compare).toContain('Fewer than two builds are on file, so there is nothing to compare.');
});

test('sections of which nothing is on file are not linked from home', () => {
  const links = readPage(out, 'index.html').elements.flatMap(
    ({ attributes }) => attributes.get('href') ?? [],
  );
  const sections = ['d/', 't/', 'discussions/', 'notes/', 'policy/'].map((name) => `/some/path/${name}`);
  expect(links.filter((href) => sections.includes(href))).toEqual([]);
  expect(links).toContain('/some/path/symbols/');
});

describe('what site.yaml says', () => {
  test('the title stands in the header, in feeds, for search engines and in the API', () => {
    for (const { file, html } of sitePages(out))
      if (html.includes('class="brand"'))
        expect([file, textOf(html, 'a', 'class="brand"')]).toEqual([file, 'Kernels of Acme']);
    expect(textOf(read('index.html'), 'title')).toBe('Kernels of Acme: Linux kernel ABI reports');
    expect(read('feed.atom')).toContain('<title>Kernels of Acme: all products</title>');
    expect(read('feed.atom')).toContain('<author><name>Kernels of Acme</name></author>');
    expect(read('opensearch.xml')).toContain('<ShortName>Kernels of Acme</ShortName>');
    expect(JSON.parse(read('api/v1/index.json'))).toMatchObject({ title: 'Kernels of Acme' });
    expect(JSON.parse(read('api/v1/openapi.json'))).toMatchObject({ info: { title: 'Kernels of Acme' } });
  });

  test('the address is that of canonical links, unless the command line names another', async () => {
    const canonical = () =>
      readPage(out, 'index.html').elements.find(({ attributes }) => attributes.get('rel') === 'canonical');
    expect(canonical()?.attributes.get('href')).toBe('https://host.example/some/path/');
    expect((await build('--base-url', 'https://other.example/')).status).toBe(0);
    expect(canonical()?.attributes.get('href')).toBe('https://other.example/');
    await build();
  });

  test('a site in English only has no switch, and names no other language', () => {
    for (const { file, html } of sitePages(out))
      expect([file, /hreflang=|href="[^"]*\/zh\//.test(html)]).toEqual([file, false]);
    expect(existsSync(path.join(out, 'zh'))).toBe(false);
  });

  test('its colours are in the stylesheet, and its repository on every page', () => {
    const [sheet = ''] = siteFiles(out).filter((file) => file.endsWith('.css'));
    expect(read(sheet)).toContain('--link:light-dark(#7a0019,#fc3)');
    const page = read('s/kfree/index.html');
    expect(page).toContain('<a href="https://git.example/kernels" rel="external noopener">');
    expect(page).toContain('<a href="mailto:kernels@acme.example" rel="external noopener">');
  });

  test('what is wrong ends the build with its place, and the site stays as it was', async () => {
    await writeFile(
      siteFile(content),
      "title: Kernels of Acme\naccent: { light: '#dddddd', dark: '#ffcc33' }\n",
    );
    const { status, stderr } = await build();
    expect(stderr).toContain('#dddddd has 1.2:1 on light pages, take a darker colour');
    expect(stderr).toContain(`${siteFile(content)}:2`);
    expect(status).toBe(2);
    expect(read('index.html')).toContain('Kernels of Acme');
    await writeFile(siteFile(content), SITE);
  });
});
