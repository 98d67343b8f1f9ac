/** The pieces of a site, made by several processes. */
import { fileURLToPath } from 'node:url';
import { WorkerProcess } from '../../worker-process.ts';
import { RENDERED, type Piece, type PieceTask } from './piece.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Pieces in the making: begun at once, and finished as soon as Astro has made the shell of stamped pages. */
export class PiecesInTheMaking {
  readonly #workers: readonly WorkerProcess<PieceTask, readonly string[]>[];
  readonly #files: Promise<readonly (readonly string[])[]>;

  /** @param signal ends the work before its time */
  constructor(pieces: readonly Piece[], common: Omit<PieceTask, 'piece'>, jobs: number, signal: AbortSignal) {
    const queue = [...pieces];
    this.#workers = Array.from(
      { length: Math.min(jobs, pieces.length) },
      () => new WorkerProcess(WORKER, signal),
    );
    this.#files = Promise.all(this.#workers.map((worker) => makeAll(worker, queue, common)));
    // Looked at by finish(); a failure before that is not to end the process.
    this.#files.catch(() => undefined);
  }

  /**
   * To be called once Astro is done.
   *
   * @returns the files of all pieces, as paths below the site's folder
   * @throws {Fault} a system error, or any other, if a worker met one
   */
  async finish(): Promise<string[]> {
    for (const worker of this.#workers) worker.tell(RENDERED);
    return (await this.#files).flat();
  }
}

async function makeAll(
  worker: WorkerProcess<PieceTask, readonly string[]>,
  queue: Piece[],
  common: Omit<PieceTask, 'piece'>,
): Promise<string[]> {
  const files: string[] = [];
  try {
    for (let piece = queue.shift(); piece !== undefined; piece = queue.shift()) {
      for (const file of await worker.do({ ...common, piece })) files.push(file);
    }
  } finally {
    // After a failure the others need not go on.
    queue.length = 0;
    worker.dismiss();
  }
  return files;
}
