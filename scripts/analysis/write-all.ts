/** content/generated/, made by a process of its own. */
import { fileURLToPath } from 'node:url';
import type { ProductLine } from '../../src/history/lineage.ts';
import { WorkerProcess } from '../engine/worker-process.ts';
import type { Filed } from './entries/files.ts';
import type { WriteResult } from './write.ts';

/** Told to the process as it starts. */
export interface CollectionsPlan {
  /** Processes at a time. */
  readonly jobs: number;
}

export interface CollectionsTask {
  readonly lines: readonly ProductLine[];
  readonly filed: Filed;
  readonly content: string;
  /** content/generated/ */
  readonly folder: string;
  /** Stands for all that the files are made from. */
  readonly key: string;
  /** Path of the site's root, for links in the Markdown. */
  readonly base: string;
}

const WORKER = fileURLToPath(new URL('./write-worker.ts', import.meta.url));

/** How far the process is: all is compared, and one core will do for the rest; what stamped pages are made from is written. */
export type CollectionsStage = 'analysed' | 'rows written';

/** What the process says meanwhile. */
export type CollectionsProgress = { readonly progress: string } | CollectionsStage;

/**
 * The process. It starts at once, as it takes its time until it can do something, and ends with what it needed of memory when
 * it has written once.
 */
export class CollectionsWriter {
  readonly #process: WorkerProcess<CollectionsTask, WriteResult>;
  #hear: (message: CollectionsProgress) => void = () => undefined;

  constructor(plan: CollectionsPlan) {
    this.#process = new WorkerProcess(WORKER, undefined, (told) => this.#hear(told as CollectionsProgress));
    this.#process.tell(plan);
  }

  /** @throws {Fault} if a snapshot cannot be read; a system error if a file cannot be written */
  async write(
    task: CollectionsTask,
    onProgress: (text: string) => void,
    onStage: (stage: CollectionsStage) => unknown,
  ): Promise<WriteResult> {
    this.#hear = (message) => {
      if (typeof message === 'string') onStage(message);
      else onProgress(message.progress);
    };
    try {
      return await this.#process.do(task);
    } finally {
      this.dismiss();
    }
  }

  dismiss(): void {
    this.#process.dismiss();
  }
}
