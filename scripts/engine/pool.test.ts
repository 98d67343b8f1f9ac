import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { Fault } from '../../src/base/problems.ts';
import { isSystemError } from './exit.ts';
import { Pool } from './pool.ts';

const SUPPORT = path.resolve(import.meta.dirname, '../../tests/support');
const SCRIPT = pathToFileURL(path.join(SUPPORT, 'worker.ts'));
const opened: Pool[] = [];

function pool(processes: number): Pool {
  const made = new Pool(SCRIPT, { processes });
  opened.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each[Symbol.asyncDispose]()));
});

/** Whether there is a process of this number that does something: one that ended may still wait to be looked at. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !/\) [ZX] /.test(readFileSync(status, 'latin1'));
}

test('what is to be done is shared among the processes, each of which does one thing after the other', async () => {
  const two = pool(2);
  const pids = await Promise.all([1, 2, 3].map(() => two.run<number>(undefined, { by: 'whoAreYou' })));
  expect(new Set(pids).size).toBe(2);
});

test('what waits is done in the order in which it was asked', async () => {
  const one = pool(1);
  const done: string[] = [];
  const add = (name: string) => one.run(undefined, { by: 'answer' }).then(() => done.push(name));
  await Promise.all(['a', 'b', 'c'].map(add));
  expect(done).toEqual(['a', 'b', 'c']);
});

test('answers are what they were, maps too', async () => {
  expect(await pool(1).run(undefined, { by: 'answer' })).toEqual(new Map([['answer', 42]]));
});

test('a process asks while it does a task, and goes on with the answer, however late it comes', async () => {
  const later = Promise.withResolvers<string>();
  const asked: unknown[] = [];
  const answers = pool(1).run(['early', 'late'], {
    by: 'asker',
    answer: (question) => {
      asked.push(question);
      if (question === 'late') setTimeout(() => later.resolve('now'), 50);
      return question === 'late' ? later.promise : 'at once';
    },
  });
  expect(await answers).toEqual(['at once', 'now']);
  expect(asked).toEqual(['early', 'late']);
});

test('a fault in the content is one here, with its problem, and the process goes on', async () => {
  const one = pool(1);
  const fault: unknown = await one.run(undefined, { by: 'fault' }).catch((error: unknown) => error);
  expect.assert(fault instanceof Fault);
  expect(fault.problem).toEqual({ kind: 'corrupt-input', path: 'a.deb' });
  expect(await one.run(undefined, { by: 'answer' })).toBeInstanceOf(Map);
});

test('a system error keeps its message and what it is about', async () => {
  const error: unknown = await pool(1)
    .run(undefined, { by: 'noSuchFile' })
    .catch((each: unknown) => each);
  expect(error).toMatchObject({ code: 'ENOENT', syscall: 'open', path: 'no/such/file' });
  expect(isSystemError(error)).toBe(true);
});

test('a bug keeps its message and the place where it happened', async () => {
  const error: unknown = await pool(1)
    .run(undefined, { by: 'bug' })
    .catch((each: unknown) => each);
  expect.assert(error instanceof Error);
  expect(error.message).toBe('a bug');
  expect(error.stack).toContain('worker.ts');
});

test('a process that ends over a task fails it, and another takes its place', async () => {
  const one = pool(1);
  await expect(one.run(undefined, { by: 'end' })).rejects.toThrow('worker: Worker exited unexpectedly');
  expect(await one.run(undefined, { by: 'answer' })).toBeInstanceOf(Map);
});

test('once a pool is disposed of its processes are gone, busy ones too', async () => {
  const two = pool(2);
  const pid = await two.run<number>(undefined, { by: 'whoAreYou' });
  const refused = expect(two.run(undefined, { by: 'wait' })).rejects.toThrow('Terminating worker');
  await two[Symbol.asyncDispose]();
  await refused;
  expect(isAlive(pid)).toBe(false);
});

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'a process that ends by %s takes those that it started with it',
  async (signal) => {
    const parent = spawn(process.execPath, [path.join(SUPPORT, 'pool-owner.ts')]);
    const pid = Number(
      await new Promise((resolve) => parent.stdout.once('data', (data: Buffer) => resolve(data.toString()))),
    );
    const ended = new Promise((resolve) => parent.on('close', (code, by) => resolve(code ?? by)));
    expect(isAlive(pid)).toBe(true);
    parent.kill(signal);
    expect(await ended).toBe(signal);
    await expect.poll(() => isAlive(pid)).toBe(false);
  },
);

test('whoever disposes of a process that does not want to end waits until it is gone', async () => {
  const args = [path.join(SUPPORT, 'pool-owner.ts'), 'hold'];
  const outcome = await new Promise<{ code: number | null; output: string }>((resolve) => {
    const parent = spawn(process.execPath, args);
    let output = '';
    parent.stdout.on('data', (data: Buffer) => (output += data.toString()));
    parent.on('close', (code) => resolve({ code, output }));
  });
  expect(outcome).toEqual({ code: 0, output: expect.stringMatching(/^\d+\ngone\n$/) as string });
});
