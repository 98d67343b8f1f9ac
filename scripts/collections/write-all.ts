/** content/generated/, made by a process of its own: what it needed of memory ends with it, before pages need theirs. */
import { fileURLToPath } from 'node:url';
import type { ProductLine } from '../../src/kabi/lineage.ts';
import { WorkerProcess } from '../worker-process.ts';
import type { Filed } from './files.ts';
import type { WriteResult } from './write.ts';

export interface CollectionsTask {
  readonly lines: readonly ProductLine[];
  readonly filed: Filed;
  readonly content: string;
  /** Processes at a time. */
  readonly jobs: number;
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
 * @throws {Fault} if a snapshot cannot be read; a system error if a file cannot be written
 */
export async function writeCollections(
  task: CollectionsTask,
  onProgress: (text: string) => void,
  onStage: (stage: CollectionsStage) => unknown,
): Promise<WriteResult> {
  const worker = new WorkerProcess<CollectionsTask, WriteResult>(WORKER, undefined, (told) => {
    const message = told as CollectionsProgress;
    if (typeof message === 'string') onStage(message);
    else onProgress(message.progress);
  });
  try {
    return await worker.do(task);
  } finally {
    worker.dismiss();
  }
}
