/** A site of a vendor's reference files, which hold the symbols of a list and say nothing of others. */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAtomically } from '../../scripts/engine/atomic-write.ts';
import { productFile } from '../../scripts/corpus/layout.ts';
import { symbolJsonSchema } from '../../src/records/json/page-json.ts';
import { removeCache } from '../support/fixture-sites.ts';
import { runKabi } from '../support/kabi.ts';
import { visibleText } from '../support/site-files.ts';

const LISTS = {
  '8.1': { kfree: 1, kmalloc: 2 },
  '8.2': { kfree: 1, vmalloc: 3 },
};

let folder = '';
let content = '';
let out = '';

const kabi = (...args: readonly string[]) => runKabi(folder, ...args, '--content', content);
const read = (file: string) => readFileSync(path.join(out, file), 'utf8');
const mainOf = (file: string) => visibleText(/<main[^>]*>(.*)<\/main>/s.exec(read(file))?.[1] ?? '');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kabi-part-'));
  content = path.join(folder, 'content');
  out = path.join(folder, 'site');
  const yaml = 'title: Acme 8\nvendor: Acme\norder: rpm\nsummary: For tests.\n';
  writeAtomically(productFile(content, 'acme-8'), yaml);
  for (const [release, crcs] of Object.entries(LISTS)) {
    const lines = Object.entries(crcs).map(
      ([symbol, crc]) => `0x0000000${crc}\t${symbol}\tvmlinux\tEXPORT_SYMBOL\t\n`,
    );
    await mkdir(path.join(folder, release));
    const file = path.join(folder, release, 'Module.kabi_x86_64');
    await writeFile(file, lines.join(''));
    expect(await kabi('ingest', file, '--product', 'acme-8', '--release', release)).toMatchObject({
      status: 0,
    });
  }
  expect(await kabi('build', '--out', out)).toMatchObject({ status: 0 });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await removeCache(content, out);
});

const NOTE = '“added” and “removed” tell what that part gained and lost';

test('a release tells what the list gained and lost, in both languages', () => {
  expect(mainOf('r/acme-8/8.2/index.html')).toContain(
    'On x86_64, 1 symbol was added and 1 symbol was removed against 8.1 (gone: kmalloc). Of both only a part of ' +
      'the exports is on file, such as a vendor\'s list: "added" and "removed" tell what that part gained and lost.',
  );
  expect(mainOf('zh/r/acme-8/8.2/index.html')).toContain('两者都只收录了部分导出符号');
  expect(mainOf('r/acme-8/8.2/index.html')).toContain("a part of this kernel's exports");
});

test('the page of the product marks such releases', () => {
  expect(mainOf('r/acme-8/index.html')).toContain('part: 2');
  expect(mainOf('r/acme-8/index.html')).toContain(NOTE);
});

test('a symbol that is not in the list is not listed, and neither absent nor gone', () => {
  const page = mainOf('s/kmalloc/index.html');
  expect(page).toContain(
    'It is not among what is on file of the newest release of Acme 8; last seen in Acme 8 8.1.',
  );
  expect(page).toContain('not in the part of the exports that is on file');
  expect(page).not.toContain('absent');
  expect(page).not.toContain('Gone since');
  const { symbols } = symbolJsonSchema.parse(JSON.parse(read('s/kmalloc/index.json')));
  expect(symbols[0]?.gone).toEqual([]);
  expect(symbols[0]?.products[0]?.variants[0]?.runs.map(({ is }) => is)).toEqual(['exported', 'not-listed']);
});

test('a module that imports what is not in the list may load', async () => {
  await writeFile(path.join(folder, 'probe.modversions'), '0x00000001\tkfree\n0x00000002\tkmalloc\n');
  const { stdout } = await kabi('check', path.join(folder, 'probe.modversions'), '--against', 'acme-8/8.2');
  expect(stdout).toContain('unknown  acme-8/8.2/x86_64');
  expect(stdout).toContain('1 import is not among the exports on file');
});

test('the comparison of any two builds knows it, too', () => {
  const { compare } = JSON.parse(read('data.json')) as { compare: string };
  const index = JSON.parse(read(compare)) as Record<string, string>;
  const [head = ''] = read(index['acme-8/8.2/x86_64'] ?? '').split('\n');
  expect(JSON.parse(head)).toMatchObject({ coverage: 'part' });
});
