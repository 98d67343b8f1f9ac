import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { Task } from '../../tests/support/worker.ts';
import { WorkerPool } from './worker-pool.ts';

const SCRIPT = fileURLToPath(new URL('../../tests/support/worker.ts', import.meta.url));
const opened: WorkerPool<Task, unknown>[] = [];

function pool(most: number, signal?: AbortSignal): WorkerPool<Task, unknown> {
  const made = new WorkerPool<Task, unknown>(SCRIPT, most, signal);
  opened.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dismiss()));
});

test('what is to be done goes to no more processes than there may be, and to no more than there is to do', async () => {
  const busy = pool(2);
  const three = await Promise.all([1, 2, 3].map(() => busy.do('who are you')));
  expect(new Set(three).size).toBe(2);
  const idle = pool(2);
  expect(await idle.do('who are you')).toBe(await idle.do('who are you'));
});

test('what waits is done in turn, what goes first before it', async () => {
  const one = pool(1);
  const done: string[] = [];
  await Promise.all([
    one.do('answer').then(() => done.push('a')),
    one.do('answer').then(() => done.push('b')),
    one.do('answer', { first: true }).then(() => done.push('urgent')),
  ]);
  expect(done).toEqual(['a', 'urgent', 'b']);
});

test('a process goes on with what is akin to its last task, or else with what waits longest', async () => {
  const one = pool(1);
  const done: string[] = [];
  const add = (name: string, kin: string) => one.do('answer', { kin }).then(() => done.push(name));
  await Promise.all([add('a', 'x'), add('b', 'y'), add('c', 'z'), add('d', 'x')]);
  expect(done).toEqual(['a', 'd', 'b', 'c']);
});

test('after a fault the pool goes on, and those who asked for something else get it', async () => {
  const one = pool(1);
  const [fault, answer] = await Promise.allSettled([one.do('fault'), one.do('answer')]);
  expect([fault.status, answer.status]).toEqual(['rejected', 'fulfilled']);
});

test('what is told reaches every process', async () => {
  const two = pool(2);
  await Promise.all([two.do('answer'), two.do('answer')]);
  two.tell('news');
  expect(await Promise.all([two.do('what was told'), two.do('what was told')])).toEqual([['news'], ['news']]);
});

test('once it is dismissed its processes are gone, busy ones too', async () => {
  const two = pool(2);
  const pid = (await two.do('who are you')) as number;
  const waiting = two.do('wait');
  const refused = expect(waiting).rejects.toThrow('worker ended with');
  await two.dismiss();
  await refused;
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
