/** Commands that write, while another one does. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { writeContent } from '../../../tests/support/content.ts';
import { runKabi } from '../../../tests/support/kabi.ts';
import { lockFile, releaseFile } from '../../corpus/layout.ts';
import { Lock } from '../../engine/lock.ts';
import { siteLockFile } from '../../publish/site-folders.ts';
import { temporaryFolder } from '../../sources/fixtures.ts';

const SYMVERS = '0x00000001\tkfree\tvmlinux\tEXPORT_SYMBOL\t\n';

let folder = '';
let content = '';
beforeEach(async () => {
  folder = temporaryFolder();
  content = path.join(folder, 'content');
  await writeContent(content, { 'p/1.0/amd64': SYMVERS });
  writeFileSync(path.join(folder, 'Module.symvers'), SYMVERS);
});

const ingest = (release: string) =>
  runKabi(folder, 'ingest', 'Module.symvers', ...['--product', 'p', '--release', release, '--arch', 'amd64']);
const IMPORT = ['import', 'Module.symvers', '--as', 'notes'];

describe('while another command writes below the content folder', () => {
  test.each([
    ['build', ['build', '--only', 'collections']],
    ['ingest', ['ingest', 'Module.symvers', '--product', 'p', '--release', '1.1', '--arch', 'amd64']],
    ['import', IMPORT],
  ])('%s says who it is, writes nothing and ends with 2', async (_, args) => {
    using _lock = Lock.take(lockFile(content), 'kabi ingest');
    const before = readdirSync(content, { recursive: true });
    const { status, stdout, stderr } = await runKabi(folder, ...args, '--content', content);
    expect(stderr).toContain(`Another command is writing there: kabi ingest, process ${process.pid} on `);
    expect(stderr).toContain(lockFile(content));
    expect([status, stdout]).toEqual([2, '']);
    expect(readdirSync(content, { recursive: true })).toEqual(before);
  });

  test('lint reads it all the same', async () => {
    using _lock = Lock.take(lockFile(content), 'kabi ingest');
    expect((await runKabi(folder, 'lint', '--content', content)).status).not.toBe(2);
  });
});

test('a site that another build makes is left to it', async () => {
  const out = path.join(folder, 'site');
  mkdirSync(out);
  using _lock = Lock.take(siteLockFile(out), 'kabi build');
  const { status, stderr } = await runKabi(folder, 'build', '--content', content, '--out', out);
  expect(stderr).toContain('Another command is writing there: kabi build');
  expect(status).toBe(2);
  expect(readdirSync(folder).sort()).toEqual(['Module.symvers', 'content', 'site', 'site.lock']);
});

test('of ingests at the same time none is lost, and who was refused can try again', async () => {
  const releases = ['1.1', '1.2', '1.3', '1.4'];
  const runs = await Promise.all(releases.map(async (release) => ({ release, ...(await ingest(release)) })));
  for (const { release, status } of runs) {
    expect([0, 2]).toContain(status);
    expect(existsSync(releaseFile(content, 'p', release))).toBe(status === 0);
  }
  for (const { release } of runs.filter(({ status }) => status === 2)) {
    expect((await ingest(release)).status).toBe(0);
    expect(readFileSync(releaseFile(content, 'p', release), 'utf8')).toContain(`release: "${release}"`);
  }
  expect(existsSync(lockFile(content))).toBe(false);
});
