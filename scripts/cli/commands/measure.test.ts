import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lineUp } from '../../../src/history/lineage.ts';
import { measuredListSchema, type MeasuredList } from '../../../src/policy/measured-list.ts';
import { measureReportSchema } from '../../../src/records/json/reports.ts';
import { temporaryFolder, writeContent } from '../../../tests/support/content.ts';
import { runKabi } from '../../../tests/support/kabi.ts';
import { readMeasured } from '../../corpus/read-measured.ts';
import { readProducts, readReleases } from '../../corpus/read.ts';
import { writeAtomically } from '../../engine/atomic-write.ts';

const LINES = (crcs: Readonly<Record<string, string>>) =>
  Object.entries(crcs)
    .map(([symbol, crc]) => `0x${crc}\t${symbol}\tvmlinux\tEXPORT_SYMBOL\t\n`)
    .join('');

const LISTS = `lists:
  - id: acme-1
    of: Acme 1
    policies: [acme/one]
    origin: https://github.com/acme/kernel
    commit: ${'c'.repeat(40)}
    files: [{ arch: x86_64, file: list, path: kabi/list }]
`;

const LIST = '[acme_x86_64_stablelist]\n\tkept\n\tchanged\n';

/** A folder with two releases for amd64 and arm64 on file, and a list beside them. */
async function folderWith(list: string | undefined): Promise<string> {
  const folder = await temporaryFolder();
  const content = path.join(folder, 'content');
  const [before, after] = [
    LINES({ changed: '11111111', kept: '22222222', other: '33333333' }),
    LINES({ changed: '99999999', kept: '22222222', other: '88888888' }),
  ];
  await writeContent(content, {
    ...{ 'acme-1/1-1/amd64': before, 'acme-1/1-2/amd64': after },
    ...{ 'acme-1/1-1/arm64': before, 'acme-1/1-2/arm64': after },
  });
  writeAtomically(path.join(content, 'measured/lists.yaml'), LISTS);
  writeAtomically(path.join(folder, 'lists/none'), '');
  if (list !== undefined) writeAtomically(path.join(folder, 'lists/list'), list);
  return folder;
}

const run = (folder: string, ...args: string[]) => runKabi(folder, 'measure', '--lists', 'lists', ...args);

async function figuresIn(folder: string): Promise<MeasuredList> {
  const text = await readFile(path.join(folder, 'content/measured/acme-1.json'), 'utf8');
  return measuredListSchema.parse(JSON.parse(text));
}

async function readBack(folder: string) {
  const content = path.join(folder, 'content');
  const { products } = await readProducts(content);
  const { releases } = await readReleases(content, 'acme-1');
  return await readMeasured(content, lineUp(products, releases), []);
}

test('every update of its architecture is judged under the list, and its hash is kept with the figures', async () => {
  const folder = await folderWith(LIST);
  const { status, stdout } = await run(folder);
  expect([status, stdout]).toEqual([
    0,
    'acme-1: x86_64 2 symbols, 1 update judged, 1 with breaking changes\n',
  ]);
  const { files } = await figuresIn(folder);
  expect(files).toMatchObject([
    {
      sha256: createHash('sha256').update(LIST).digest('hex'),
      symbols: 2,
      updates: [
        {
          ...{ before: 'acme-1/1-1', after: 'acme-1/1-2', variant: 'amd64', drivers: 0 },
          symbols: { breaking: 1, 'outside-promise': 1 },
        },
      ],
    },
  ]);
  expect(files[0]?.updates).toHaveLength(1);
});

test('figures that are of what is on file are used', async () => {
  const folder = await folderWith(LIST);
  await run(folder);
  expect(await readBack(folder)).toMatchObject({ lists: [{ id: 'acme-1' }], problems: [] });
});

test('figures of other exports than are on file are not used', async () => {
  const folder = await folderWith(LIST);
  await run(folder);
  const content = path.join(folder, 'content');
  const file = path.join(content, 'products/acme-1/1-2/release.yaml');
  const text = await readFile(file, 'utf8');
  writeAtomically(file, text.replace(/exports_sha256: ./g, 'exports_sha256: 0'));
  expect(await readBack(folder)).toMatchObject({
    lists: [],
    problems: [{ kind: 'stale-measurement', detail: 'acme-1/1-2 amd64 has other exports now' }],
  });
});

test('figures whose list is said to be another one are not used', async () => {
  const folder = await folderWith(LIST);
  await run(folder);
  const file = path.join(folder, 'content/measured/lists.yaml');
  writeAtomically(file, LISTS.replace('of: Acme 1', 'of: Acme 2'));
  expect(await readBack(folder)).toMatchObject({ lists: [], problems: [{ kind: 'stale-measurement' }] });
});

test('a list under which nothing was measured is said', async () => {
  const folder = await folderWith(LIST);
  expect(await readBack(folder)).toMatchObject({
    lists: [],
    problems: [{ kind: 'not-measured', detail: 'acme-1' }],
  });
});

test('an empty list keeps nothing, and is no fault', async () => {
  const folder = await folderWith('[acme_x86_64_stablelist]\n');
  expect(await run(folder)).toMatchObject({ status: 0 });
  expect((await figuresIn(folder)).files).toMatchObject([
    { symbols: 0, updates: [{ symbols: { breaking: 0, 'outside-promise': 2 } }] },
  ]);
});

test('a list of another architecture is refused, and nothing is written', async () => {
  const folder = await folderWith('[acme_aarch64_whitelist]\n\tkept\n');
  const { status, stderr } = await run(folder);
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining('The list is of another architecture than it is given for'),
  ]);
  await expect(figuresIn(folder)).rejects.toThrow(/ENOENT/);
});

test.each([
  ['a web page in place of a list', '<!DOCTYPE html><html><body>Log in</body></html>', 'html-page'],
  ['a list that is not in the folder', undefined, 'unreadable-file'],
] as const)('%s is said', async (_, list, kind) => {
  const { status, stdout } = await run(await folderWith(list), '--format', 'json');
  const { lists, problems } = measureReportSchema.parse(JSON.parse(stdout));
  expect([status, lists, problems.map((each) => each.kind)]).toEqual([1, [], [kind]]);
});

test('a list that nobody named is a question of usage', async () => {
  const { status, stderr } = await run(await folderWith(LIST), '--list', 'other');
  expect([status, stderr]).toEqual([2, expect.stringContaining('has no list "other"')]);
});
