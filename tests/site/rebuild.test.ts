/** What a build does to the site and the collections that are there already. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { productFile } from '../../scripts/corpus/layout.ts';
import { differences } from '../support/differences.ts';
import { addRelease } from '../support/fixture-content.ts';
import { removeCache } from '../support/fixture-sites.ts';
import { PROGRAM, runKabi } from '../support/kabi.ts';
import { siteFiles } from '../support/site-files.ts';

const example = inject('rootSite');
let folder = '';
let content = '';
let out = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kabi-rebuild-'));
  content = path.join(folder, 'content');
  out = path.join(folder, 'site');
  await cp(example.content, content, { recursive: true });
  await cp(example.folder, out, { recursive: true });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await removeCache(content, out);
  await removeCache(content, `${out}-fresh`);
});

const UNCHANGED = /; 0 generated files written, 0 removed; site: unchanged\n$/;

function build(...more: readonly string[]) {
  return runKabi(folder, 'build', '--content', content, '--out', out, ...more);
}

/** When each file was written last, by name. */
function writeTimes(root: string): Map<string, number> {
  return new Map(siteFiles(root).map((file) => [file, statSync(path.join(root, file)).mtimeMs]));
}

async function edit(product: string, from: string, to: string): Promise<void> {
  const file = productFile(content, product);
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
}

test('content and site that were moved elsewhere are up to date, and nothing is written', async () => {
  const before = [writeTimes(path.join(content, 'generated')), writeTimes(out)];
  const { status, stdout } = await build();
  expect(stdout).toMatch(UNCHANGED);
  expect(status).toBe(0);
  expect([writeTimes(path.join(content, 'generated')), writeTimes(out)]).toEqual(before);
});

test('a site that a power cut left beside its place is put back', async () => {
  await rename(out, `${out}.aside`);
  expect((await build()).stdout).toMatch(UNCHANGED);
  expect(differences(example.folder, out)).toEqual([]);
  expect(existsSync(`${out}.aside`)).toBe(false);
});

test('a folder that holds something else is not replaced', async () => {
  const notes = path.join(folder, 'notes');
  await mkdir(notes);
  await writeFile(path.join(notes, 'diary.txt'), 'dear');
  const { status, stderr } = await runKabi(folder, 'build', '--content', content, '--out', notes);
  expect(stderr).toContain(`--out would replace ${notes}, which holds something else than a site`);
  expect(status).toBe(2);
  expect(siteFiles(notes)).toEqual(['diary.txt']);
});

test('a mistake in the content is told with its line, and leaves the site as it was', async () => {
  await edit('acme-3', 'order: debian', 'order: alphabetical');
  const { status, stdout, stderr } = await build();
  await edit('acme-3', 'order: alphabetical', 'order: debian');
  expect(stderr).toBe(
    [
      'The file does not have the expected fields: ' +
        'order: Invalid option: expected one of "debian"|"rpm"|"upstream"|"openeuler"',
      `  ${productFile(content, 'acme-3')}:3`,
      '  | order: alphabetical',
      '  CONTRIBUTING.md shows an example of each file in content/.',
      '',
    ].join('\n'),
  );
  expect(stdout).toBe('');
  expect(status).toBe(2);
  expect(differences(example.folder, out)).toEqual([]);
});

test('one more release writes what it concerns, and nothing of other products', async () => {
  const generated = path.join(content, 'generated');
  const before = writeTimes(generated);
  await addRelease(content);
  const { status, stderr } = await build('--only', 'collections');
  expect(status, stderr).toBe(0);
  const written = [...writeTimes(generated)].filter(([file, time]) => before.get(file) !== time);
  const pages = written.map(([file]) => file).filter((file) => /^(compares|products|releases)\//.test(file));
  expect(pages).toEqual([
    'compares/acme-2/2.0.1+acme2..2.0.2+acme2.md',
    'products/acme-2.md',
    // It has a next release now.
    'releases/acme-2/2.0.1+acme2.md',
    'releases/acme-2/2.0.2+acme2.md',
  ]);
  expect(siteFiles(generated).filter((file) => !before.has(file))).toEqual([
    'compares/acme-2/2.0.1+acme2..2.0.2+acme2.md',
    'releases/acme-2/2.0.2+acme2.md',
    'rows/compares/acme-2/2.0.1+acme2..2.0.2+acme2.json',
    'rows/notes/acme-2/2.0.2+acme2.json',
    'rows/what-if/acme-2/2.0.1+acme2..2.0.2+acme2.json',
    'what-if/acme-2/2.0.1+acme2..2.0.2+acme2.md',
    'zh/releases/acme-2/2.0.2+acme2.md',
  ]);
});

test('an interrupted build ends by the signal and leaves the site in place', async () => {
  const child = spawn(process.execPath, [PROGRAM, 'build', '--content', content, '--out', out], {
    cwd: folder,
  });
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)));
  let told = '';
  child.stderr.on('data', (data: Buffer) => {
    told += data.toString();
    if (told.includes('building pages')) child.kill('SIGINT');
  });
  expect(await ended).toBe('SIGINT');
  expect(differences(example.folder, out)).toEqual([]);
});

test('the site after it has the new release, and the one before stays beside it', async () => {
  const { status, stdout, stderr } = await build();
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/site: built\n$/);
  expect(existsSync(path.join(out, 'r/acme-2/2.0.2+acme2/index.html'))).toBe(true);
  expect(readFileSync(path.join(out, 'r/acme-2/latest/index.html'), 'utf8')).toContain(
    'content="0;url=/r/acme-2/2.0.2+acme2/"',
  );
  expect(differences(example.folder, `${out}.previous`)).toEqual([]);
});

test('a site that was brought up to date is the one that a first build makes', async () => {
  await rm(path.dirname(productFile(content, 'globex-9')), { recursive: true });
  // The title stands on pages of other products too.
  await edit('acme-1', 'title: Acme 1', 'title: Acme One');
  expect((await build()).status).toBe(0);
  expect(siteFiles(out).filter((file) => file.includes('globex-9'))).toEqual([]);
  const page = path.join(out, 'r/acme-2/2.0.0+acme2/index.html');
  expect(readFileSync(page, 'utf8')).toContain('Acme One 1.0.0-10');
  expect(readFileSync(path.join(out, 's/relic/index.html'), 'utf8')).toContain('Acme One');

  const fresh = `${out}-fresh`;
  await rm(path.join(content, 'generated'), { recursive: true });
  const { status } = await runKabi(folder, 'build', '--content', content, '--out', fresh);
  expect(status).toBe(0);
  expect(differences(fresh, out)).toEqual([]);
});
