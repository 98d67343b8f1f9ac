/** What was published stays reachable, or the build fails. */
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
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
  const pages = siteFiles(out).filter((file) => file.endsWith('/index.html'));
  expect(first.stderr).toContain(`${pages.length} addresses added to`);
  const ledger = read('content/urls.ledger');
  expect(ledger).toContain(' vfio_pin_pages/\n');
  const second = await build('--publish-urls');
  expect(second.stdout).toContain('site: unchanged');
  expect(second.stderr).toContain('0 addresses added to');
  expect(read('content/urls.ledger')).toBe(ledger);
});

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
  const page = `/discussions/${lines[line - 1]?.trim() ?? ''}`;
  expect(stderr).toContain(`The site would lose an address that was published: ${page}`);
  expect(stderr).toContain(`urls.ledger:${line}\n`);
  expect(siteFiles(out)).toEqual(before);
});

test('a redirect keeps its promise: as a page, and as a line for the host', async () => {
  const names = [...read('content/urls.ledger').matchAll(/^discussions\/?\n((?: .*\n)*)/gm)].flatMap(
    ([, block = '']) => block.split('\n').flatMap((each) => /^ ([^ ]+)\/$/.exec(each)?.[1] ?? []),
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
