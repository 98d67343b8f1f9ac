/** content/generated/, made by a process of its own: what it needed of memory ends with it, before pages need theirs. */
import { fileURLToPath } from 'node:url';
import type { ProductLine } from '../../src/kabi/lineage.ts';
import type { Filed } from './files.ts';
import type { WriteResult } from './write.ts';
import { WorkerProcess } from '../worker-process.ts';

export interface CollectionsTask {
  readonly lines: readonly ProductLine[];
  readonly filed: Filed;
  readonly content: string;
  /** Products compared at a time. */
  readonly jobs: number;
  /** content/generated/ */
  readonly folder: string;
  /** Stands for all that the files are made from. */
  readonly key: string;
  /** Path of the site's root, for links in the Markdown. */
  readonly base: string;
}

const WORKER = fileURLToPath(new URL('./write-worker.ts', import.meta.url));

/** @throws {Fault} if a snapshot cannot be read; a system error if a file cannot be written */
export async function writeCollections(
  task: CollectionsTask,
  onProgress: (text: string) => void,
): Promise<WriteResult> {
  const worker = new WorkerProcess<CollectionsTask, WriteResult>(WORKER, undefined, (told) =>
    onProgress(String(told)),
  );
  try {
    return await worker.do(task);
  } finally {
    worker.dismiss();
  }
}
