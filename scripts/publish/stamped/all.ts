/** All stamped pages, made by several processes. */
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FileTree } from '../../file-tree.ts';
import type { StampedPagesInput } from './pages.ts';
import { RENDERED, type StampedFiles, type StampTask } from './messages.ts';
import { forkWorker } from '../../worker-process.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Pages in the making: rendered at once, each process its part of them, and written as soon as Astro has made the shell. */
export class StampedPages {
  readonly #workers: readonly ChildProcess[];
  readonly #written: Promise<readonly (readonly string[])[]>;

  /**
   * @param site the folder of it, and whether it is empty
   * @param shellFile that Astro will write, in place of all these
   * @param signal ends the work before its time
   */
  constructor(
    input: StampedPagesInput,
    { root, isNew }: Pick<FileTree, 'root' | 'isNew'>,
    shellFile: string,
    jobs: number,
    signal: AbortSignal,
  ) {
    this.#workers = Array.from({ length: jobs }, (_, part) => {
      const worker = forkWorker(WORKER, { signal });
      worker.send({ ...input, root, isNew, shellFile, part, of: jobs } satisfies StampTask);
      return worker;
    });
    this.#written = Promise.all(this.#workers.map(filesOf));
    // Looked at by finish(); a failure before that is not to end the process.
    this.#written.catch(() => undefined);
  }

  /**
   * To be called once Astro is done.
   *
   * @returns the files of the pages, as paths below the site's folder
   * @throws {Error} if a worker failed
   */
  async finish(): Promise<string[]> {
    for (const worker of this.#workers) if (worker.connected) worker.send(RENDERED);
    return (await this.#written).flat();
  }
}

async function filesOf(worker: ChildProcess): Promise<readonly string[]> {
  let files: readonly string[] = [];
  worker.once('message', (message) => {
    ({ files } = message as StampedFiles);
  });
  return await new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve(files);
      else reject(new Error(`the stamping of pages ended with ${code ?? 'a signal'}`));
    });
  });
}
