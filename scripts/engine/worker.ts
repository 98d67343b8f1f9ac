/** What a process does that a Pool started, besides its tasks: to be imported by its script. */
import { randomUUID } from 'node:crypto';

/** From a worker, and back. */
export interface Question {
  readonly id: string;
  readonly question: unknown;
}
export interface Answer {
  readonly id: string;
  readonly answer: unknown;
}

// Ctrl-C goes to all processes of a terminal: whoever asked ends this one, when it has been told that it is to end.
process.on('SIGINT', () => undefined);
// Nobody would take the answer: what is half done, the next build does again.
process.once('disconnect', () => process.exit());

/**
 * Ends this process if the one that started it is gone. That is said between turns of the event loop only; who writes many
 * files in one turn asks before each, as another build may be writing them by then.
 */
export function endIfAlone(): void {
  if (process.ppid !== PARENT) process.exit();
}

const PARENT = process.ppid;

/**
 * Asks whoever asked for the task that is being done, and waits for the answer. It is the one way in which processes of a
 * build hear of each other before a task is done; whoever has only something to say does not wait.
 */
export async function ask<Value>(question: unknown): Promise<Value> {
  const id = randomUUID();
  return await new Promise<Value>((resolve) => {
    const listen = (message: unknown) => {
      if (!isAnswer(message) || message.id !== id) return;
      process.off('message', listen);
      resolve(message.answer as Value);
    };
    process.on('message', listen);
    process.send?.({ id, question } satisfies Question);
  });
}

function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'answer' in message;
}
