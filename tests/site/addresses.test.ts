/** What was published stays reachable, or the build fails. */
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { movedJsonSchema } from '../../src/views/frame/moved-files.ts';
import { removeCache } from '../support/fixture-sites.ts';
import { runKabi } from '../support/kabi.ts';
import { siteFiles } from '../support/site-files.ts';

const { content: original } = inject('pathSite');
let folder = '';
let content = '';
let out = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kabi-addresses-'));
  content = path.join(folder, 'content');
  out = path.join(folder, 'out');
  await cp(original, content, { recursive: true });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await removeCache(content, out);
});

const build = (...more: string[]) =>
  runKabi(folder, 'build', '--content', 'content', '--out', 'out', '--base-url', '/some/path/', ...more);
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

test('--publish-urls writes every page into the ledger, and a second time nothing', async () => {
  const first = await build('--publish-urls');
  expect(first.status, first.stderr).toBe(0);
  const files = siteFiles(out).filter((file) => !/^(?:check|compare|search)\/[0-9a-f]{16}\//.test(file));
  const promised = files.filter((file) =>
    /\/index\.(?:html|txt|json)$|(?:^|\/)(?:feed\.atom|badge\.svg|announcement\.(?:md|txt)|dates\.ics)$|^api\/v1\//.test(
      file,
    ),
  );
  expect(first.stderr.replaceAll(',', '')).toContain(`${promised.length} addresses added to`);
  const ledger = read('content/urls.ledger');
  expect(ledger).toContain(' vfio_pin_pages/ json txt\n');
  const second = await build('--publish-urls');
  expect(second.stdout).toContain('site: unchanged');
  expect(second.stderr).toContain('0 addresses added to');
  expect(read('content/urls.ledger')).toBe(ledger);
});

test('a product with two releases is renamed with one build that fails, and one rule', async () => {
  const renamed = path.join(folder, 'renamed');
  const site = path.join(folder, 'renamed-out');
  const base = ['--content', renamed, '--out', site, '--base-url', '/some/path/'];
  const symvers = (crc: number) => `0x0000000${crc}\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n`;
  const product = path.join(renamed, 'products/old-line');
  await mkdir(product, { recursive: true });
  await writeFile(path.join(product, 'product.yaml'), 'title: A\nvendor: A\norder: rpm\nsummary: A.\n');
  for (const release of ['1.0', '1.1']) {
    await writeFile(path.join(folder, 'symvers'), symvers(release === '1.0' ? 1 : 2));
    const named = ['--product', 'old-line', '--release', release, '--arch', 'x86_64', '--content', renamed];
    expect((await runKabi(folder, 'ingest', 'symvers', ...named)).status).toBe(0);
  }
  expect((await runKabi(folder, 'build', ...base, '--publish-urls')).status).toBe(0);
  const before = siteFiles(site);

  await rename(product, path.join(renamed, 'products/new-line'));
  for (const release of ['1.0', '1.1']) {
    const file = path.join(renamed, 'products/new-line', release, 'release.yaml');
    await writeFile(file, readFileSync(file, 'utf8').replace('product: old-line', 'product: new-line'));
  }
  const lost = await runKabi(folder, 'build', ...base);
  expect(lost.status).toBe(2);
  const lines = lost.stderr.split('\n').filter((line) => line.startsWith('    '));
  expect(lines).toEqual(["    - { from: '/r/old-line/*', to: '/r/…/*', why: … }"]);

  const rule = (lines[0] ?? '').replace('/r/…/*', '/r/new-line/*').replace('…', 'The line has a new name.');
  await writeFile(path.join(renamed, 'moved.yaml'), `${rule.trim()}\n`);
  const { status, stderr } = await runKabi(folder, 'build', ...base);
  expect(status, stderr).toBe(0);
  const after = siteFiles(site);
  const named = before.filter(
    (file) => file.includes('old-line') && !/^(?:search|check|compare|assets)\//.test(file),
  );
  expect(named).toContain('api/v1/changes/old-line/1.0..1.1.json');
  expect(named).toContain('r/old-line/feed.atom');
  expect(named).toContain('r/old-line/badge.svg');
  expect(named.filter((file) => !after.includes(file) && !file.endsWith('.png'))).toEqual([]);
  const at = (file: string) => readFileSync(path.join(site, file), 'utf8');
  expect(at('c/old-line/1.0..1.1/index.html')).toContain('url=/some/path/c/new-line/1.0..1.1/');
  expect(at('r/old-line/1.1/index.json')).toBe(at('r/new-line/1.1/index.json'));
  expect(at('_redirects')).toContain('/some/path/r/old-line/* /some/path/r/new-line/:splat 301\n');
  await removeCache(renamed, site);
  // Three builds of their own.
}, 300_000);

test('a page that would vanish fails the build, with its line in the ledger, and the site stays', async () => {
  await rm(path.join(content, 'discussions'), { recursive: true });
  // What else names the thread would fail the build first.
  for (const file of ['interface-policies/acme-if.yaml', 'policies/acme/option.yaml']) {
    const text = read(`content/${file}`);
    await writeFile(path.join(content, file), text.replace(/^discussion: .*\n/m, ''));
  }
  const before = siteFiles(out);
  const { status, stderr } = await build();
  expect(status).toBe(2);
  const lines = read('content/urls.ledger').split('\n');
  const line = lines.indexOf('discussions/') + 2;
  const page = `/discussions/${lines[line - 1]?.trim().split(' ')[0] ?? ''}`;
  expect(stderr).toContain(`The site would lose an address that was published: ${page}`);
  expect(stderr).toContain(`urls.ledger:${line}\n`);
  expect(siteFiles(out)).toEqual(before);
});

test('a redirect keeps its promise: as a page, and as a line for the host', async () => {
  const names = [...read('content/urls.ledger').matchAll(/^discussions\/?\n((?: .*\n)*)/gm)].flatMap(
    ([, block = '']) => block.split('\n').flatMap((each) => /^ ([^ ]+)\/(?: |$)/.exec(each)?.[1] ?? []),
  );
  // A document has an address in each language.
  const gone = [...new Set(names)].flatMap((name) =>
    ['', '/zh'].map((prefix) => `${prefix}/discussions/${name}/`),
  );
  const record = (from: string, to: string) =>
    `- { from: '${from}', to: ${to}, why: It is with the notes now. }\n`;
  const moved = gone.map((from, i) => record(from, i === 0 ? "['/notes/', '/r/']" : '/notes/')).join('');
  await writeFile(path.join(content, 'moved.yaml'), moved);
  const { status, stderr } = await build();
  expect(status, stderr).toBe(0);
  const [split = '', name = ''] = gone;
  expect(read(`out${name}index.html`)).toContain(
    '<meta http-equiv="refresh" content="0;url=/some/path/notes/">',
  );
  expect(read(`out${split}index.html`)).toContain('<a href="/some/path/r/">/r/</a>');
  // What lay beside it leads on as well, in its own kind.
  expect(read(`out${split}index.txt`)).toContain('</some/path/notes/>');
  expect(movedJsonSchema.parse(JSON.parse(read(`out${split}index.json`))).to).toHaveLength(2);
  const lines = read('out/_redirects').split('\n');
  expect(lines).toContain(`/some/path${name} /some/path/notes/ 301`);
  expect(lines).toContain('/some/path/r/acme-1/latest/ /some/path/r/acme-1/1.0.0-10/ 302');
});

test('a redirect to nowhere fails the build, with its line', async () => {
  await writeFile(path.join(content, 'moved.yaml'), '- from: /s/old/\n  to: /s/nowhere/\n  why: Renamed.\n');
  const { status, stderr } = await build();
  expect(status).toBe(2);
  expect(stderr).toContain('The redirect cannot be published: /s/nowhere/ is no page of the site');
  expect(stderr).toContain('moved.yaml:1\n');
});

test('a ledger with a conflict in it fails the build, with its line', async () => {
  await rm(path.join(content, 'moved.yaml'));
  await writeFile(path.join(content, 'urls.ledger'), `about/\n<<<<<<< main\n`);
  const { status, stderr } = await build();
  expect(status).toBe(2);
  expect(stderr).toContain('a conflict of a merge is left in it');
  expect(stderr).toContain('urls.ledger:2\n');
});
