import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { splitFrontMatter } from '../../src/documents/read/front-matter.ts';
import { noteSchema, proposalSchema, threadSchema } from '../../src/documents/record.ts';
import { importReportSchema } from '../../src/records/json/reports.ts';
import { temporaryFolder } from '../support/content.ts';
import { runKabi } from '../support/kabi.ts';

const SEEDS = path.resolve(import.meta.dirname, '../../../shared/seeds');
const seeds = existsSync(SEEDS) ? readdirSync(SEEDS).filter((name) => name.endsWith('.txt')) : [];
const where = seeds.length > 0 ? '' : ' (skipped: there are no documents in ../shared/seeds)';

/** How each is imported, by the start of its name. */
const KINDS = [
  ['000', 'policy'],
  ['001', 'discussion'],
  ['002', 'notes'],
  ['003', 'discussion'],
  ['004', 'notes'],
] as const;

async function importSeed(start: string, kind: string) {
  const name = seeds.find((each) => each.startsWith(start)) ?? '';
  const file = path.join(SEEDS, name);
  const content = await temporaryFolder();
  const args = ['--as', kind, '--content', content, '--id', 'seed', '--format', 'json'];
  const { status, stdout, stderr } = await runKabi(content, 'import', file, ...args);
  expect(status, stderr).toBeLessThan(2);
  const report = importReportSchema.parse(JSON.parse(stdout));
  const entry = readFileSync(path.resolve(content, report.document?.path ?? ''), 'utf8');
  const parts = splitFrontMatter(entry);
  return { source: readFileSync(file, 'utf8'), entry, record: parse(parts?.yaml ?? '') as unknown, report };
}

/** Words and how often each is there. A character of Chinese is a word. */
function words(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** What marks text up, and the names of fields that became fields of the record. */
const MARKUP = {
  '000': [
    'br',
    ...'标 题 类 别 摘 要 作 者 状 态 编 号 创 建 修 订 日 期'.split(' '),
    ...[1, 2, 3].map(String),
  ],
  '001': ['From', 'Date', 'Mar', 'Fri', '2007', '9', '09', '16', '06', '10', 'EST'],
  '002': [],
  '003': ['From', 'Date', 'Apr', 'Tue', '2021', '6', '06', '20', '21', '34', 'EST'],
  '004': ['Date'],
} as const satisfies Record<string, readonly string[]>;

test.skipIf(seeds.length === 0).each(KINDS)(
  `no word of document %s is lost as %s${where}`,
  async (start, kind) => {
    const { source, entry } = await importSeed(start, kind);
    const kept = words(entry);
    const lost = [...words(source)].filter(
      ([word, count]) =>
        (kept.get(word) ?? 0) < count && !(MARKUP[start] as readonly string[]).includes(word),
    );
    expect(lost).toEqual([]);
  },
);

test.skipIf(seeds.length === 0)(`the proposal's tables become records${where}`, async () => {
  const { entry, record, report } = await importSeed('000', 'policy');
  const proposal = proposalSchema.parse(record);
  expect(proposal).toMatchObject({
    number: 'oEEP-0009',
    language: 'zh',
    created: '2023-05-09',
    revised: '2023-07-27',
    authors: [
      { group: 'Virt SIG' },
      { group: 'Wayca SIG' },
      { group: 'Intel Arch SIG' },
      { group: 'Kernel SIG' },
    ],
  });
  expect(proposal.interfaces.map(({ symbols }) => symbols.length)).toEqual([11, 10, 10]);
  expect(proposal.interfaces[0]?.symbols[0]).toEqual({ symbol: 'io_add_group_dev', claim: 'removed' });
  expect(proposal.modules.map(({ arch, modules }) => [arch, modules.length])).toEqual([
    ['aarch64', 11],
    ['x86_64', 11],
  ]);
  expect(proposal.modules[0]?.modules[5]).toEqual({
    module: 'vfio_iommu_type1',
    symbols: [
      ...['vfio_register_iommu_driver', 'vfio_unregister_iommu_driver', 'iommu_map', 'iommu_unmap'],
      'iommu_iova_to_phys',
    ],
  });
  expect(proposal.elsewhere[0]?.rows.map(({ name }) => name)).toEqual(['SUSE', 'RHEL']);
  expect(proposal.impact.map(({ points }) => points.length)).toEqual([1, 1, 3, 2, 3]);
  expect(entry.match(/^### 方案\d$/gm)).toEqual(['### 方案1', '### 方案2', '### 方案3', '### 方案4']);
  expect(report.problems).toMatchObject([
    { kind: 'unplaced-text', line: 153, source: 'MLNX_OFED | OS | OS 版本' },
  ]);
});

test.skipIf(seeds.length === 0)(`mails from an archive's pages become threads${where}`, async () => {
  const thread = threadSchema.parse((await importSeed('003', 'discussion')).record);
  expect(thread).toMatchObject({
    subject: 'Re: [RFC PATCH 04/18] virt/mshv: request version ioctl',
    messages: [{ from: 'Nuno Das Neves', date: '2021-04-06T20:21:34-05:00' }],
  });
});

test.skipIf(seeds.length === 0)(`notes are tied to their kernels${where}`, async () => {
  expect(noteSchema.parse((await importSeed('004', 'notes')).record)).toMatchObject({
    published: '2021-12-10',
    kernels: [{ line: 'Linux', version: '5.15', upstream: '5.15' }],
  });
  expect(noteSchema.parse((await importSeed('002', 'notes')).record)).toMatchObject({
    published: '2024-07-02',
    kernels: [{ line: 'ANCK', version: '6.6.25-002', upstream: '6.6.25' }],
  });
});
