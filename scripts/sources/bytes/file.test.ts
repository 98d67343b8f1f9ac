import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { problemOf, temporaryFolder } from '../fixtures.ts';
import { readWhole } from './file.ts';

test('a file is read up to the limit', async () => {
  const file = path.join(temporaryFolder(), 'x');
  writeFileSync(file, 'abcdef');
  expect((await readWhole(file, 6)).toString()).toBe('abcdef');
  expect(await problemOf(readWhole(file, 5))).toEqual({
    kind: 'limit-exceeded',
    path: file,
    detail: 'more than 5 bytes',
  });
});

test('what has no end is read no further than the limit', async () => {
  const before = process.memoryUsage().arrayBuffers;
  expect(await problemOf(readWhole('/dev/zero', 1_000_000))).toMatchObject({ kind: 'limit-exceeded' });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
});

test('what is not there is named', async () => {
  expect(await problemOf(readWhole('/nowhere/at/all', 5))).toMatchObject({ kind: 'unreadable-file' });
});
