/** content/generated/, made by a process of its own: what it needed of memory ends with it, before pages need theirs. */
import { fileURLToPath } from 'node:url';
import type { ProductLine } from '../../src/kabi/lineage.ts';
import { Fault, type Problem } from '../../src/kabi/problems.ts';
import type { Filed } from './files.ts';
import type { WriteResult } from './write.ts';
import { forkWorker } from '../worker-process.ts';

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

/** Faults in the content and system errors are values here: errors lose their class on the way to another process. */
export type CollectionsMessage =
  | { readonly progress: string }
  | { readonly result: WriteResult }
  | { readonly problem: Problem }
  | { readonly systemError: SystemError };

/** What Node says of a full disk, of a folder without permission. */
export interface SystemError {
  readonly message: string;
  readonly code: string | undefined;
  readonly syscall: string | undefined;
  readonly path: string | undefined;
}

const WORKER = fileURLToPath(new URL('./write-worker.ts', import.meta.url));

/** @throws {Fault} if a snapshot cannot be read; a system error if a file cannot be written */
export async function writeCollections(
  task: CollectionsTask,
  onProgress: (text: string) => void,
): Promise<WriteResult> {
  const child = forkWorker(WORKER, { serialization: 'advanced' });
  return await new Promise((resolve, reject) => {
    child.on('message', (message: CollectionsMessage) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('result' in message) resolve(message.result);
      else if ('problem' in message) reject(new Fault(message.problem));
      else reject(Object.assign(new Error(), message.systemError));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code !== 0) reject(new Error(`writing collections ended with ${code ?? signal ?? 'no reason'}`));
    });
    child.send(task);
  });
}
