import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { siteFiles } from '../../../tests/support/site-files.ts';
import { runKabi } from '../../../tests/support/kabi.ts';
import { temporaryFolder } from '../../sources/fixtures.ts';

test('a folder begins with a product, settings, a workflow and the program, and takes a kernel at once', async () => {
  const folder = temporaryFolder();
  expect(await runKabi(folder, 'init', '--product', 'mine', '--vendor', 'Me: Inc.')).toMatchObject({
    status: 0,
    stderr: '',
  });
  expect(siteFiles(folder)).toEqual([
    '.github/workflows/kabi.yml',
    '.gitignore',
    'content/products/mine/product.yaml',
    'content/site.yaml',
    'package.json',
  ]);
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const workflow = parse(read('.github/workflows/kabi.yml')) as {
    jobs: Record<string, { steps: unknown[] }>;
  };
  for (const job of Object.values(workflow.jobs)) expect(job.steps.length).toBeGreaterThan(0);
  writeFileSync(path.join(folder, 'symvers'), '0x00000001\tfoo\tvmlinux\tEXPORT_SYMBOL\t\n');
  const named = ['--product', 'mine', '--release', '1.0', '--arch', 'x86_64'];
  expect((await runKabi(folder, 'ingest', 'symvers', ...named)).status).toBe(0);
  expect((await runKabi(folder, 'lint')).status).toBe(0);
  const again = await runKabi(folder, 'init', '--product', 'mine');
  expect(again).toMatchObject({ status: 2, stdout: '' });
  expect(again.stderr).toContain('writes over nothing');
});

test('where the program was installed first, package.json stays and .gitignore gets what it lacks', async () => {
  const folder = temporaryFolder();
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  writeFileSync(path.join(folder, '.gitignore'), '*.o\ndist/');
  const { status, stdout } = await runKabi(folder, 'init', '--product', 'mine');
  expect(status).toBe(0);
  expect(stdout).not.toContain('package.json\n');
  expect(read('package.json')).toBe('{ "private": true }\n');
  expect(read('.gitignore')).toBe('*.o\ndist/\nnode_modules/\ndist.previous/\ncontent/generated/\n');
});
