/** All symbol pages, several at a time. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StampTask } from './stamp-worker.ts';

const WORKER = fileURLToPath(new URL('./stamp-worker.ts', import.meta.url));

/** What the pages are made of. */
export type SymbolPagesInput = Omit<StampTask, 'part' | 'of'>;

/**
 * Symbol pages in the making: rendered at once, in processes of their own that each take a part of the symbols, and
 * written when Astro has made the shell.
 */
export class SymbolPages {
  readonly #workers: readonly ChildProcess[];
  readonly #ended: Promise<unknown>;

  /** @param signal ends the work before its time */
  constructor(input: SymbolPagesInput, jobs: number, signal: AbortSignal) {
    this.#workers = Array.from({ length: jobs }, (_, part) => {
      const worker = fork(WORKER, { signal });
      worker.send({ ...input, part, of: jobs } satisfies StampTask);
      return worker;
    });
    this.#ended = Promise.all(this.#workers.map(ended));
    // Looked at by write(); a failure before that is not to end the process.
    this.#ended.catch(() => undefined);
  }

  /**
   * @param shell the page that Astro rendered in place of a symbol's; undefined if no page is to be written
   * @throws {Error} if a worker failed
   */
  async write(shell: string | undefined): Promise<void> {
    for (const worker of this.#workers) if (worker.connected) worker.send({ shell });
    await this.#ended;
  }
}

async function ended(worker: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the symbol pages ended with ${code ?? 'a signal'}`));
    });
  });
}
