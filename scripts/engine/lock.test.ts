import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Fault } from '../../src/base/problems.ts';
import { temporaryFolder } from '../sources/fixtures.ts';
import { Lock } from './lock.ts';

const OWNER = path.resolve(import.meta.dirname, '../../tests/support/lock-owner.ts');

let file = '';
const started: ChildProcess[] = [];
beforeEach(() => {
  file = path.join(temporaryFolder(), 'lock');
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Another process that holds the lock, once it does. */
async function holder(): Promise<{ readonly child: ChildProcess; readonly ended: Promise<unknown> }> {
  const child = spawn(process.execPath, [OWNER, file]);
  started.push(child);
  const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return { child, ended };
}

function refusal(): string | undefined {
  try {
    Lock.take(file, 'kabi ingest')[Symbol.dispose]();
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return `${error.problem.kind}: ${error.problem.detail ?? ''}`;
  }
}

test('a lock is held until it is disposed of, and leaves nothing', () => {
  const lock = Lock.take(file, 'kabi build');
  expect(refusal()).toMatch(
    new RegExp(`^folder-in-use: kabi build, process ${process.pid} on \\S+, since 20\\d\\d-`),
  );
  lock[Symbol.dispose]();
  expect(refusal()).toBeUndefined();
  expect(readdirSync(path.dirname(file))).toEqual([]);
});

test('another process that holds it is named', async () => {
  const { child } = await holder();
  expect(refusal()).toContain(`kabi build, process ${child.pid ?? 0} on `);
});

test.each(['SIGINT', 'SIGTERM'] as const)('a process that ends by %s gives it back', async (signal) => {
  const { child, ended } = await holder();
  child.kill(signal);
  expect(await ended).toBe(signal);
  expect(existsSync(file)).toBe(false);
});

test('what a killed process left is taken over', async () => {
  const { child, ended } = await holder();
  child.kill('SIGKILL');
  await ended;
  expect(existsSync(file)).toBe(true);
  expect(refusal()).toBeUndefined();
  expect(readdirSync(path.dirname(file))).toEqual([]);
});

test('a process that was given the number of one that is gone does not hold its lock', () => {
  const lock = Lock.take(file, 'kabi build');
  const owner = JSON.parse(readFileSync(file, 'utf8')) as object;
  lock[Symbol.dispose]();
  writeFileSync(file, JSON.stringify({ ...owner, started: '1' }));
  expect(refusal()).toBe(
    existsSync('/proc/self/stat') ? undefined : expect.stringContaining('folder-in-use'),
  );
});

test('a lock of another machine holds as long as that gives signs of life', () => {
  const lock = Lock.take(file, 'kabi build');
  const owner = JSON.parse(readFileSync(file, 'utf8')) as object;
  lock[Symbol.dispose]();
  writeFileSync(file, JSON.stringify({ ...owner, host: 'elsewhere' }));
  expect(refusal()).toContain('on elsewhere, since');
  utimesSync(file, 1, 1);
  expect(refusal()).toBeUndefined();
});

test('a file that says nothing of its owner is not taken away', () => {
  writeFileSync(file, '');
  expect(refusal()).toBe('folder-in-use: nobody can tell by whom');
  expect(existsSync(file)).toBe(true);
});

test('of many that want it at once, over one that was left, one has it', async () => {
  const { child, ended } = await holder();
  child.kill('SIGKILL');
  await ended;
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const racer = spawn(process.execPath, [OWNER, file]);
      started.push(racer);
      return await new Promise<string>((resolve) => {
        racer.stdout.once('data', () => resolve('held'));
        racer.on('close', () => resolve('refused'));
      });
    }),
  );
  expect(outcomes.filter((each) => each === 'held')).toHaveLength(1);
});
