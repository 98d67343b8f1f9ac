import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importReportSchema } from '../../../src/records/json/reports.ts';
import { temporaryFolder, writeContent } from '../../../tests/support/content.ts';
import { runKabi } from '../../../tests/support/kabi.ts';

const SYMVERS = ['vfio_add_group_dev', 'kfree', 'iommu_map']
  .map((name) => `0x00000001\t${name}\tvmlinux\tEXPORT_SYMBOL\t\n`)
  .join('');

const PROPOSAL = `---
标题: 内核 KABI 变更策略
编号: oEEP-0009
作者: 谢秀奇(Kernel SIG)
创建日期: 2023-05-09
评审人: 某人
---
## 变更

见 vfio_add_group_dev 与 <script>alert(1)</script>，[链接](javascript:alert(2))。

| vfio 接口 | 变化原因 |
| --- | --- |
| io_add_group_dev | 被删除 |

| 团队 | 影响 |
| --- | --- |
| OSV | 1. 更快<br />2. 重新编译 |
`;

const MAIL = `From: A <a@example.org>
Date: Tue, 6 Apr 2021 17:21:34 -0700
Subject: Re: iommu_map
Message-ID: <1@example.org>

> Is kfree() kept?
# Yes, *all* of <b>it</b>.
`;

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder();
  await writeContent(path.join(folder, 'content'), { 'p/1.0/amd64': SYMVERS });
  for (const [name, data] of Object.entries(files)) await writeFile(path.join(folder, name), data);
  return folder;
}

function entryOf(folder: string, name: string): string {
  return readFileSync(path.join(folder, 'content', name), 'utf8');
}

describe('a proposal', () => {
  test('becomes an entry with a record, its symbols linked', async () => {
    const folder = await folderWith({ 'p.md': PROPOSAL });
    const { status, stdout, stderr } = await runKabi(folder, 'import', 'p.md', '--as', 'policy');
    expect(stdout).toBe('written: content/discussions/oeep-0009.md, a proposal with 1 interface, 1 symbol\n');
    expect(status).toBe(1);
    const entry = entryOf(folder, 'discussions/oeep-0009.md');
    expect(entry).toContain('kind: proposal\nnumber: oEEP-0009\ntitle: 内核 KABI 变更策略\n');
    expect(entry).toContain('[`vfio_add_group_dev`](/s/vfio_add_group_dev/)');
    expect(entry).toContain('- 团队: OSV\n  - 影响:\n    - 更快\n    - 重新编译\n');
    expect(stderr).toContain(
      'No release on file exports this symbol: io_add_group_dev: did you mean vfio_add_group_dev?\n  p.md:14\n',
    );
    expect(stderr).toContain('the field "评审人"\n  p.md:6\n');
    expect(entry).toContain('- 评审人: 某人\n');
  });

  test('cannot run or load anything', async () => {
    const folder = await folderWith({ 'p.md': PROPOSAL });
    await runKabi(folder, 'import', 'p.md', '--as', 'policy');
    const entry = entryOf(folder, 'discussions/oeep-0009.md');
    expect(entry).toContain('\\<script>alert(1)\\</script>');
    expect(entry).not.toContain('javascript:');
  });

  test('that was imported with other text is kept, unless it is to be replaced', async () => {
    const folder = await folderWith({ 'p.md': PROPOSAL });
    const run = (...more: readonly string[]) => runKabi(folder, 'import', 'p.md', '--as', 'policy', ...more);
    await run();
    expect((await run()).stdout).toMatch(/^unchanged: /);
    await writeFile(path.join(folder, 'p.md'), `${PROPOSAL}\nMore.\n`);
    const refused = await run();
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(
      /^An entry of this name is on file with other text\n {2}content\/discussions\/oeep-0009/m,
    );
    expect(entryOf(folder, 'discussions/oeep-0009.md')).not.toContain('More.');
    expect((await run('--replace')).stdout).toMatch(/^replaced: /);
    expect(entryOf(folder, 'discussions/oeep-0009.md')).toContain('More.');
  });

  test('may take another name', async () => {
    const folder = await folderWith({ 'p.md': PROPOSAL });
    await runKabi(folder, 'import', 'p.md', '--as', 'policy', '--id', 'other');
    expect(existsSync(path.join(folder, 'content/discussions/other.md'))).toBe(true);
  });
});

describe('mails', () => {
  test('become a thread, with what they say as text', async () => {
    const folder = await folderWith({ 'Re map.eml': MAIL });
    const { status, stdout } = await runKabi(
      folder,
      'import',
      'Re map.eml',
      '--as',
      'discussion',
      '--format',
      'json',
    );
    expect(status).toBe(0);
    expect(importReportSchema.parse(JSON.parse(stdout)).document).toEqual({
      collection: 'discussions',
      id: 're-map',
      kind: 'thread',
      path: 'content/discussions/re-map.md',
      status: 'written',
      messages: 1,
      interfaces: 0,
      modules: 0,
      symbols: ['kfree'],
    });
    const entry = entryOf(folder, 'discussions/re-map.md');
    expect(entry).toContain(
      '## A, 2021-04-06 17:21 -07:00\n\n> Is [`kfree()`](/s/kfree/) kept?\n\n\\# Yes, \\*all\\* of \\<b>it\\</b>.',
    );
    expect(entry).toContain('id: 1@example.org\n');
  });

  test('are neither a policy nor notes', async () => {
    const folder = await folderWith({ 'x.eml': MAIL });
    const { status, stderr } = await runKabi(folder, 'import', 'x.eml', '--as', 'notes');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^This kind of document cannot be imported so: mails as notes\n {2}x\.eml\n/);
  });

  test('that are damaged are imported as far as they can be read', async () => {
    const folder = await folderWith({
      'x.eml': MAIL.replace('Message-ID', 'Content-Type: multipart/mixed; boundary=q\nMessage-ID'),
    });
    const { status, stderr } = await runKabi(folder, 'import', 'x.eml', '--as', 'discussion');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^The mail is damaged: its parts should start with --q, and none does\n {2}x\.eml:1\n/,
    );
  });
});

describe('notes', () => {
  test('take what they do not say from the command line', async () => {
    const folder = await folderWith({ 'n.txt': 'What is new\n\nA lot.\n' });
    const run = (...more: readonly string[]) => runKabi(folder, 'import', 'n.txt', '--as', 'notes', ...more);
    const refused = await run();
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(
      /^The document does not say what its entry needs: published \(--published\), kernels \(--kernel\)\n {2}n\.txt\n/,
    );
    const { status } = await run(
      '--published',
      '2026-01-02',
      '--kernel',
      'ANCK 6.6.25-002',
      '--title',
      'News',
    );
    expect(status).toBe(0);
    expect(entryOf(folder, 'notes/n.md')).toContain('title: News\n');
    expect(entryOf(folder, 'notes/n.md')).toContain(
      '- line: ANCK\n    version: 6.6.25-002\n    upstream: 6.6.25\n',
    );
  });

  test('in reStructuredText know their kernel and day', async () => {
    const rst = ':Date: 2021-12-10\n\nLinux 5.15\n==========\n\nRun::\n\n  make\n';
    const folder = await folderWith({ 'n.rst': rst });
    expect((await runKabi(folder, 'import', 'n.rst', '--as', 'notes')).stderr).toBe('');
    expect(entryOf(folder, 'notes/n.md')).toContain('published: "2021-12-10"\n');
  });
});

test('an entry that was imported builds, with a warning for what it misspells', async () => {
  const folder = await folderWith({ 'p.md': PROPOSAL, 'x.eml': MAIL });
  await runKabi(folder, 'import', 'p.md', '--as', 'policy');
  await runKabi(folder, 'import', 'x.eml', '--as', 'discussion');
  const { stderr, status } = await runKabi(folder, 'build', '--content', 'content', '--only', 'collections');
  expect(stderr).toContain('io_add_group_dev. Did you mean vfio_add_group_dev?');
  expect(status).toBe(1);
  expect(entryOf(folder, 'generated/discussions/x.md')).toContain('[`kfree()`](/s/kfree/)');
});

describe('bad input', () => {
  test.each([
    ['a web page', '<!DOCTYPE html><html></html>', /^The file is a web page, not data\n {2}x\.md\n/],
    [
      'a picture',
      Buffer.from('\x89PNG\r\n\x1a\n\0', 'latin1'),
      /^The file holds binary data where text is expected/,
    ],
    ['nothing', ' \n', /^The file has no valid record\n/],
    [
      'a tab in the front matter',
      '---\ntitle: x\n\tnumber: y\n---\n',
      /^The file does not have the expected fields: .*\n {2}x\.md:3\n/,
    ],
    [
      'front matter without an end',
      '---\ntitle: x\n',
      /^The file does not have the expected fields: its front matter has no second line of ---\n {2}x\.md:1\n/,
    ],
  ])('%s is refused', async (_, data, message) => {
    const folder = await folderWith({ 'x.md': data });
    const { status, stdout, stderr } = await runKabi(folder, 'import', 'x.md', '--as', 'policy');
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, '']);
    expect(existsSync(path.join(folder, 'content/discussions'))).toBe(false);
  });

  test('a text in the encoding that Chinese files had is read', async () => {
    const gb = Buffer.from([0xb0, 0xd7, 0xc3, 0xfb, 0xb5, 0xa5, 0x0a]);
    const folder = await folderWith({ 'x.txt': gb });
    await runKabi(folder, 'import', 'x.txt', '--as', 'policy');
    expect(entryOf(folder, 'discussions/x.md')).toContain('title: 白名单\n');
  });

  test('a file that is not there is named', async () => {
    const folder = await folderWith({});
    const { status, stderr } = await runKabi(folder, 'import', 'nowhere.md', '--as', 'policy');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^The file cannot be read: .*\n {2}nowhere\.md\n/);
  });
});

test.each([
  [[], 'no FILE given'],
  [['a', 'b', '--as', 'policy'], 'unexpected argument "b"'],
  [['a'], '--as is one of policy, discussion, notes'],
  [['a', '--as', 'policy', '--id', 'a/b'], '--id is a part of URLs'],
  [['a', '--as', 'policy', '--format', 'xml'], '--format is text or json, not "xml"'],
])('the arguments %j are a usage error', async (args, message) => {
  const folder = await temporaryFolder();
  const { status, stderr } = await runKabi(folder, 'import', ...args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
