/** What a process does that worker-process.ts started. */
import { Fault } from '../../src/base/problems.ts';
import { isSystemError } from './exit.ts';
import type { FromWorker, ToWorker } from './worker-process.ts';

/**
 * Answers each task in turn. A bug ends the process, with its trace on stderr; so does the end of whoever asks, as nobody
 * would take the answer: what is half done, the next build does again.
 *
 * @param onTold for what is said in between
 */
export function serve(work: (task: never) => Promise<unknown>, onTold?: (told: unknown) => void): void {
  process.once('disconnect', () => process.exit());
  process.on('message', (message: ToWorker<unknown>) => {
    if ('told' in message) onTold?.(message.told);
    else void answer(work(message.task as never)).then(send);
  });
}

export function tell(told: unknown): void {
  send({ told });
}

async function answer(result: Promise<unknown>): Promise<FromWorker<unknown>> {
  try {
    return { result: await result };
  } catch (error) {
    if (error instanceof Fault) return { problem: error.problem };
    if (!isSystemError(error)) throw error;
    const { message, code, syscall, path } = error;
    return { systemError: { message, code, syscall, path } };
  }
}

function send(message: FromWorker<unknown>): void {
  process.send?.(message, undefined, undefined, (error) => {
    // Nobody is left to be told.
    if (error !== null) process.exit();
  });
}
