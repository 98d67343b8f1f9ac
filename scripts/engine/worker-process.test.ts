import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { Fault } from '../../src/base/problems.ts';
import type { Task } from '../../tests/support/worker.ts';
import { isSystemError } from './exit.ts';
import { WorkerProcess } from './worker-process.ts';

const SCRIPT = fileURLToPath(new URL('../../tests/support/worker.ts', import.meta.url));
const started: WorkerProcess<Task, unknown>[] = [];

function start(signal?: AbortSignal, onTold?: (told: unknown) => void): WorkerProcess<Task, unknown> {
  const worker = new WorkerProcess<Task, unknown>(SCRIPT, signal, onTold);
  started.push(worker);
  return worker;
}

afterEach(() => {
  for (const worker of started.splice(0)) worker.dismiss();
});

test('a worker does one thing after the other, says how it goes, and is told things meanwhile', async () => {
  const heard: unknown[] = [];
  const worker = start(undefined, (told) => heard.push(told));
  expect(await worker.do('answer')).toEqual(new Map([['answer', 42]]));
  expect(heard).toEqual(['half done']);
  worker.tell({ rendered: true });
  expect(await worker.do('what was told')).toEqual([{ rendered: true }]);
});

test('a fault in the content is one here, with its problem, and the worker goes on', async () => {
  const worker = start();
  const fault: unknown = await worker.do('fault').catch((error: unknown) => error);
  expect.assert(fault instanceof Fault);
  expect(fault.problem).toEqual({ kind: 'corrupt-input', path: 'a.deb' });
  expect(await worker.do('answer')).toBeInstanceOf(Map);
});

test('a system error keeps its message and what it is about', async () => {
  const error: unknown = await start()
    .do('no such file')
    .catch((each: unknown) => each);
  expect(error).toMatchObject({ code: 'ENOENT', syscall: 'open', path: 'no/such/file' });
  expect(isSystemError(error)).toBe(true);
});

test('a bug ends the worker, and what was asked of it then and later', async () => {
  const worker = start();
  await expect(worker.do('bug')).rejects.toThrow('worker ended with 1');
  await expect(worker.do('answer')).rejects.toThrow('worker ended with 1');
});

test('a worker that is called off does not keep anybody waiting', async () => {
  const abort = new AbortController();
  const done = start(abort.signal).do('wait');
  abort.abort();
  await expect(done).rejects.toThrow('aborted');
});
