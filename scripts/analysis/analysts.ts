/** The processes that analyse products: known apart from what is done with their results, so that they start before it loads. */
import { fileURLToPath } from 'node:url';
import { WorkerPool } from '../engine/worker-pool.ts';
import type { AnalysisTask, PartResult } from './analyse-task.ts';

const WORKER = fileURLToPath(new URL('./analyse-worker.ts', import.meta.url));

export type Analysts = WorkerPool<AnalysisTask, PartResult>;

/** Several processes, as to start one takes as long as a small product. */
export function startAnalysts(jobs: number): Analysts {
  const analysts: Analysts = new WorkerPool(WORKER, jobs);
  analysts.start();
  return analysts;
}
