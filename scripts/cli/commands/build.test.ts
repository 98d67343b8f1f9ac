import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { buildReportSchema } from '../../../src/records/json/reports.ts';
import { writeContent } from '../../../tests/support/content.ts';
import { runKabi } from '../../../tests/support/kabi.ts';
import { siteFiles } from '../../../tests/support/site-files.ts';
import { generatedFolder, productFile, symversFile } from '../../corpus/layout.ts';
import { temporaryFolder } from '../../sources/fixtures.ts';

const SYMVERS = '0x00000001\tkfree\tvmlinux\tEXPORT_SYMBOL\t\n';
const CHANGED = '0x00000002\tkfree\tvmlinux\tEXPORT_SYMBOL\t\n';

let folder = '';
let content = '';
beforeEach(() => {
  folder = temporaryFolder();
  content = path.join(folder, 'content');
});

function build(...args: readonly string[]) {
  return runKabi(folder, 'build', '--content', 'content', '--only', 'collections', ...args);
}

describe('what is wrong on the command line is told in a sentence', () => {
  test.each([
    [['extra'], 'unexpected argument "extra"'],
    [['--only', 'pages'], '--only takes "collections", not "pages"'],
    [['--format', 'xml'], '--format is text or json, not "xml"'],
    [['--base-url', 'host.example'], '--base-url takes https://host/path/ or /path/, not "host.example"'],
    [['--jobs', '0'], '--jobs takes a number from 1 on, not "0"'],
    [['--jobs', 'many'], '--jobs takes a number from 1 on, not "many"'],
  ])('%j', async (args, message) => {
    expect(await runKabi(folder, 'build', ...args)).toEqual({
      status: 2,
      stdout: '',
      stderr: `kabi build: ${message}\nTry "kabi build --help".\n`,
    });
  });
});

test('without a product there is nothing to build', async () => {
  const { status, stdout, stderr } = await build();
  expect(stderr).toContain('There is no product to build a site of: no product.yaml below');
  expect([status, stdout]).toEqual([2, '']);
  expect(existsSync(generatedFolder(content))).toBe(false);
});

test('the collections hold a file per product, release, comparison and module, and nothing else', async () => {
  await writeContent(content, { 'p/1.0/amd64': SYMVERS, 'p/1.1/amd64': CHANGED });
  const { status, stdout } = await build();
  expect(stdout).toBe('1 product, 2 snapshots; 29 generated files written, 0 removed; site: skipped\n');
  expect(status).toBe(0);
  expect(siteFiles(generatedFolder(content))).toEqual([
    'compares/p/1.0..1.1.md',
    'manifest.json',
    'products/p.md',
    'releases/p/1.0.md',
    'releases/p/1.1.md',
    'rows/change-places.json',
    'rows/compares/p/1.0..1.1.json',
    'rows/drivers-on-lists.json',
    'rows/ends.ndjson',
    'rows/history.json',
    'rows/import-updates.json',
    'rows/importers.json',
    'rows/in-tree-importers.json',
    'rows/in-tree-names.json',
    'rows/in-tree.ndjson',
    'rows/mentions.json',
    'rows/modules.json',
    'rows/modules/vmlinux.json',
    'rows/notes/p/1.0.json',
    'rows/notes/p/1.1.json',
    'rows/protections.json',
    'rows/prototypes.json',
    'rows/reserve.json',
    'rows/shards.json',
    'rows/symbols.ndjson',
    'rows/type-names.json',
    'rows/types.ndjson',
    'rows/why.json',
    'zh/releases/p/1.0.md',
    'zh/releases/p/1.1.md',
  ]);
});

test('the result is the same with one job and with several', async () => {
  await writeContent(content, { 'p/1.0/amd64': SYMVERS, 'q/1.0/amd64': CHANGED, 'q/1.1/amd64': SYMVERS });
  await build('--jobs', '1');
  rmSync(path.join(generatedFolder(content), 'manifest.json'));
  const { stdout } = await build('--jobs', '4');
  expect(stdout).toContain('; 0 generated files written, 0 removed;');
});

test('the JSON report has the counts and the problems', async () => {
  await writeContent(content, { 'p/1.0/amd64': SYMVERS });
  const good = await build('--format', 'json');
  expect(buildReportSchema.parse(JSON.parse(good.stdout))).toEqual({
    schema: 'kabi-reports/build/1',
    products: 1,
    snapshots: 1,
    written: 24,
    removed: 0,
    site: 'skipped',
    problems: [],
  });
  writeFileSync(
    productFile(content, 'p'),
    'title: P\nvendor: V\norder: debian\nsummary: s\nfollows: nowhere\n',
  );
  const bad = await build('--format', 'json');
  expect(bad.status).toBe(2);
  expect(buildReportSchema.parse(JSON.parse(bad.stdout))).toMatchObject({
    schema: 'kabi-reports/build/1',
    problems: [
      { kind: 'unresolved-reference', title: expect.stringContaining('product "nowhere"') as string },
    ],
  });
});

test('what cannot be read ends the build with its place', async () => {
  await writeContent(content, { 'p/1.0/amd64': SYMVERS });
  const note = path.join(content, 'notes', 'n.md');
  mkdirSync(note, { recursive: true });
  const unreadable = await build();
  expect(unreadable.stderr).toContain('The file cannot be read: EISDIR');
  expect(unreadable.stderr).toContain(path.join('content', 'notes', 'n.md'));
  expect(unreadable.status).toBe(2);
  rmSync(path.dirname(note), { recursive: true });
  writeFileSync(path.dirname(note), 'no folder');
  const { status, stderr } = await build();
  expect(stderr).toMatch(/^kabi build: ENOTDIR: not a directory, .*notes'$/m);
  expect(status).toBe(2);
});

test('a link in product.yaml that would run a script is refused with its line', async () => {
  await writeContent(content, { 'p/1.0/amd64': SYMVERS });
  writeFileSync(
    productFile(content, 'p'),
    'title: P\nvendor: V\norder: debian\nsummary: s\nhomepage: javascript:alert(1)\n',
  );
  const { status, stderr } = await build();
  expect(stderr).toContain('homepage: an address starting with https:// or http://');
  expect(stderr).toContain(`${productFile('content', 'p')}:5`);
  expect(status).toBe(2);
});

test('a claim without a source is not published: nothing is written', async () => {
  await writeContent(content, { 'p/1.0/amd64': SYMVERS });
  const vendor = path.join(content, 'policies', 'v');
  mkdirSync(vendor, { recursive: true });
  writeFileSync(
    path.join(vendor, 'vendor.yaml'),
    'title: { en: V }\nsummary: { en: s }\nhistory:\n  - { date: 2026, text: { en: It was promised. } }\n',
  );
  const { status, stdout, stderr } = await build();
  expect(stderr).toContain('history.0.source');
  expect(stderr).toContain('content/policies/v/vendor.yaml:4\n');
  expect([status, stdout]).toEqual([2, '']);
  expect(existsSync(generatedFolder(content))).toBe(false);
});

test('a snapshot that is listed and missing ends the build with its path', async () => {
  await writeContent(content, { 'p/1.0/amd64': SYMVERS });
  const file = symversFile(content, { product: 'p', release: '1.0', arch: 'amd64', flavour: 'default' });
  rmSync(file);
  const { status, stdout, stderr } = await build();
  expect(stderr).toContain('The file cannot be read');
  expect(stderr).toContain(file);
  expect(stderr).not.toContain('    at ');
  expect([status, stdout]).toEqual([2, '']);
});

test('warnings are told, and the site is built all the same', async () => {
  await writeContent(content, { 'p/1.0/amd64': SYMVERS });
  const unlisted = symversFile(content, { product: 'p', release: '1.0', arch: 'arm64', flavour: 'default' });
  await writeContent(path.join(folder, 'other'), { 'p/1.0/arm64': SYMVERS });
  cpSync(path.join(folder, 'other/products/p/1.0/arm64'), path.dirname(unlisted), { recursive: true });
  const { status, stdout, stderr } = await build();
  expect(stderr).toContain('The snapshot is not listed in its release.yaml, and was not used');
  expect(stdout).toContain('1 product, 1 snapshot;');
  expect(status).toBe(1);
});

test.each(['../../evil', '/evil', 'drivers/../../../evil'])(
  'a module whose name leads elsewhere has its page inside the site: %s',
  async (module) => {
    await writeContent(content, { 'p/1.0/amd64': `0x00000001\tkfree\t${module}\tEXPORT_SYMBOL\t\n` });
    const { status } = await build();
    expect(status).toBe(0);
    const inside = /\/(?:generated\/(?:rows\/)?modules|m)\/(?:drivers\/)?evil/;
    expect(siteFiles(folder).filter((file) => file.includes('evil') && !inside.test(`/${file}`))).toEqual([]);
    expect(existsSync('/evil.md')).toBe(false);
  },
);
