import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compiledCodeFolder } from './compiled-code.ts';

let root: string;
let cache: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'kabi-compiled-'));
  cache = path.join(root, 'cache');
  mkdirSync(path.join(root, 'src'));
  writeFileSync(path.join(root, 'src', 'a.ts'), 'export const a = 1;\n');
});

afterEach(() => rmSync(root, { recursive: true }));

/** As Node does once it has compiled something. */
async function build(): Promise<string> {
  const folder = await compiledCodeFolder(root, cache);
  mkdirSync(folder, { recursive: true });
  return path.basename(folder);
}

test('the same code has the same folder, and other code another one', async () => {
  const first = await build();
  expect(await build()).toBe(first);
  writeFileSync(path.join(root, 'src', 'a.ts'), 'export const a = 2;\n');
  expect(await build()).not.toBe(first);
});

test('what was kept of other code is removed, and what is kept of this one is not', async () => {
  await build();
  writeFileSync(path.join(root, 'src', 'a.ts'), 'export const a = 2;\n');
  const second = await build();
  expect(readdirSync(cache)).toEqual([second]);
  await build();
  expect(readdirSync(cache)).toEqual([second]);
});

test('a test is no code that a build runs', async () => {
  const first = await build();
  writeFileSync(path.join(root, 'src', 'a.test.ts'), 'test();\n');
  expect(await build()).toBe(first);
});
