/** Script of a process that does what it is asked, for the test of those who ask. */
import { readFileSync } from 'node:fs';
import { Fault } from '../../src/base/problems.ts';
import { ask } from '../../scripts/engine/worker.ts';

export const answer = (): Map<string, number> => new Map([['answer', 42]]);

export function fault(): never {
  throw new Fault({ kind: 'corrupt-input', path: 'a.deb' });
}

export const noSuchFile = (): string => readFileSync('no/such/file', 'utf8');

export function bug(): never {
  throw new TypeError('a bug');
}

export const end = (): never => process.exit(3);

export const wait = (): Promise<never> => new Promise(() => undefined);

export const whoAreYou = (): number => process.pid;

/** Asks each question, one after the other. */
export async function asker(questions: readonly string[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const question of questions) answers.push(await ask(question));
  return answers;
}

/** Does not end when it is asked to. */
export function hold(): void {
  process.on('SIGTERM', () => undefined);
}
