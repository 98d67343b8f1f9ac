/** The pieces of a site, made by several processes. */
import { fileURLToPath } from 'node:url';
import { WorkerPool } from '../../engine/worker-pool.ts';
import type { Piece, PieceNews, PieceTask } from './piece.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Pieces in the making: begun as they are added, and finished as soon as Astro has made the shell of stamped pages. */
export class PiecesInTheMaking {
  readonly #common: Omit<PieceTask, 'piece'>;
  readonly #workers: WorkerPool<PieceTask, readonly string[]>;
  readonly #files: Promise<readonly string[]>[] = [];

  /**
   * @param jobs processes at a time
   * @param signal ends the work before its time
   */
  constructor(common: Omit<PieceTask, 'piece'>, jobs: number, signal: AbortSignal) {
    this.#common = common;
    this.#workers = new WorkerPool(WORKER, jobs, signal);
  }

  /** Starts the processes before there is something to do, and has them load what these need. */
  expect(coming: readonly Piece[]): void {
    this.#workers.start();
    this.#tell({ coming });
  }

  /** @param options.first whether they go before those that wait */
  add(pieces: readonly Piece[], options: { readonly first: boolean } = { first: false }): void {
    for (const piece of pieces) {
      const files = this.#workers.do({ ...this.#common, piece }, options);
      // Looked at by finish(); a failure before that is not to end the process.
      files.catch(() => undefined);
      this.#files.push(files);
    }
  }

  /**
   * To be called once Astro is done.
   *
   * @returns the files of all pieces, as paths below the site's folder
   * @throws {Fault} a system error, or any other, if a worker met one
   */
  async finish(): Promise<string[]> {
    this.#tell('rendered');
    try {
      return (await Promise.all(this.#files)).flat();
    } finally {
      await this.#workers.dismiss();
    }
  }

  #tell(news: PieceNews): void {
    this.#workers.tell(news);
  }
}
