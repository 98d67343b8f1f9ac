/** `kabi check --site`: the kernels of a published site are judged on as those on file are. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { moduleOf } from '../support/elf-writer.ts';
import { fixtureCrc } from '../support/fixture-content.ts';
import { runKabi } from '../support/kabi.ts';
import { serveSite, type WebServer } from '../support/web-server.ts';

const site = inject('pathSite');
const MODULE = moduleOf({
  versions: {
    module_layout: fixtureCrc('module_layout'),
    __alloc_skb: fixtureCrc('__alloc_skb'),
    vfio_pin_pages: fixtureCrc('vfio_pin_pages'),
  },
});
let folder = '';
let server: WebServer;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kabi-published-'));
  await writeFile(path.join(folder, 'gizmo.ko'), MODULE);
  await writeFile(path.join(folder, 'log'), 'gizmo: disagrees about version of symbol __alloc_skb\n');
  server = await serveSite(site.folder, site.base);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await server.close();
});

const both = (...args: readonly string[]) =>
  Promise.all([
    runKabi(folder, 'check', ...args, '--content', site.content),
    runKabi(folder, 'check', ...args, '--site', server.url),
  ]);

describe('a check against a published site says what one against its content does', () => {
  test.each([
    ['of every release', ['gizmo.ko']],
    ['of one product', ['gizmo.ko', '--against', 'acme-1']],
    ['of one release', ['gizmo.ko', '--against', 'acme-1/1.0.0-2']],
    ['of one architecture, which is not its own', ['gizmo.ko', '--against', 'acme-1/arm64']],
    ['of a text', ['log']],
    ['of what is not on file', ['gizmo.ko', '--against', 'acme-1/7']],
  ])('%s', async (_, args) => {
    const [onFile, published] = await both(...args);
    // Releases of one product stand by architecture there, by age here.
    const sorted = ({ stdout }: typeof onFile) => stdout.split('\n').sort();
    expect(sorted(published)).toEqual(sorted(onFile));
    expect([published.status, published.stderr]).toEqual([onFile.status, onFile.stderr]);
  });

  test('and "latest" is the newest release of each architecture', async () => {
    const [onFile, published] = await both('gizmo.ko', '--against', 'acme-2/latest/amd64');
    expect(published.stdout).toContain(' acme-2/2.0.1+acme2/amd64 ');
    expect(published.stdout).not.toContain('2.0.1~rc1');
    expect(published).toEqual(onFile);
  });
});

test('the address may lack its last slash, and one beside the site is refused', async () => {
  const slashless = server.url.replace(/\/$/, '');
  const { status, stdout } = await runKabi(folder, 'check', 'gizmo.ko', '--site', slashless);
  expect([status, stdout]).toEqual([1, expect.stringContaining('acme-1/1.0.0-10/amd64') as string]);
  const beside = await runKabi(folder, 'check', 'gizmo.ko', '--site', new URL('/other/', server.url).href);
  expect(beside.status).toBe(2);
  expect(beside.stderr).toMatch(/^kabi check: The site cannot be read: the host answers 404 Not Found\n/);
});
