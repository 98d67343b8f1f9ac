/** The package as somebody gets it who has no clone: packed, installed into an empty folder, and used from there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkPackages, packProgram } from './packed.ts';

/** KABI_OTHER_NODE: another Node to run it with, such as the oldest that it is for. */
const NODE = process.env['KABI_OTHER_NODE'] ?? process.execPath;
const line = (crc: number, symbol: string) => `0x0000000${crc}\t${symbol}\tvmlinux\tEXPORT_SYMBOL\t\n`;

const folder = mkdtempSync(path.join(tmpdir(), 'kabi-package-'));
// Not below the other one, where packages would be found by chance.
const cache = mkdtempSync(path.join(tmpdir(), 'kabi-cache-'));
afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});
const modules = path.join(folder, 'node_modules');

function kabi(...args: readonly string[]) {
  const program = path.join(modules, 'kabi-reports/scripts/bin/kabi.js');
  const { status, stdout, stderr } = spawnSync(NODE, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    // Its caches go with the folder.
    env: { ...process.env, XDG_CACHE_HOME: path.join(cache, 'cache') },
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  const install = ['install', '--omit=optional', '--offline', '--ignore-scripts', packProgram()];
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  execFileSync('npm', install, { cwd: folder, stdio: 'ignore' });
  writeFileSync(path.join(folder, 'base'), line(1, 'foo') + line(1, 'bar'));
  writeFileSync(path.join(folder, 'new'), line(2, 'foo') + line(1, 'bar'));
});

test('is one package without a dependency, and small', () => {
  expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual(['kabi-reports']);
  const files = readdirSync(modules, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const size = files.reduce(
    (sum, each) => sum + readFileSync(path.join(each.parentPath, each.name)).length,
    0,
  );
  expect(size).toBeLessThan(15_000_000);
  expect(files.filter(({ name }) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([]);
});

test('gates, and says its version', () => {
  expect(kabi('--version').stdout).toMatch(/^kabi-reports \d/);
  expect(kabi('gate', 'base', 'new', '--format', 'symbols')).toEqual({
    status: 1,
    stdout: 'foo\n',
    stderr: '',
  });
  expect(kabi('gate', 'base', 'base')).toMatchObject({ status: 0, stderr: '' });
});

test('every command has its help there', () => {
  const names = [...kabi('--help').stdout.matchAll(/^ {2}(\w+) {2,}/gm)].map(([, name = '']) => name);
  expect(names).toContain('gate');
  for (const name of names.filter((each) => each !== 'build')) {
    expect(kabi(name, '--help')).toMatchObject({ status: 0, stderr: '' });
  }
  // What makes pages says how to install the rest, by name.
  expect(kabi('build')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(
      /^kabi build makes .*astro.*\n.*\n {2}npm install --save-dev .*astro@\d/,
    ) as string,
  });
});

test('with its dependencies beside it, builds a site from its own sources', () => {
  linkPackages(modules);
  expect(kabi('init', 'site', '--product', 'mine').status).toBe(0);
  const content = ['--content', 'site/content'];
  for (const [release, file] of [
    ['1.0', 'base'],
    ['1.1', 'new'],
  ] as const) {
    const named = ['--product', 'mine', '--release', release, '--arch', 'x86_64'];
    expect(kabi('ingest', file, ...named, ...content)).toMatchObject({ status: 0 });
  }
  const built = kabi('build', ...content, '--out', 'dist');
  expect(built).toMatchObject({ status: 0, stdout: expect.stringContaining('site: built') as string });
  const page = readFileSync(path.join(folder, 'dist/s/foo/index.html'), 'utf8');
  expect(page).toContain('0x00000002');
});
