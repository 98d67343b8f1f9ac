/** The analyses of all products, shared among processes. */
import type { ProductLine } from '../../src/history/lineage.ts';
import { Pool } from '../engine/pool.ts';
import { ANALYSIS_PARTS, type AnalysisTask } from './analysis-task.ts';

/** Several processes, as to start one takes as long as a small product. */
export function startAnalysts(processes: number): Pool {
  return new Pool(new URL('./analyst.ts', import.meta.url), { processes });
}

/**
 * Analyses all products, and stores the results.
 *
 * @param onProduct is told of each product as it is done, for progress
 * @throws {Fault} if a snapshot cannot be read
 */
export async function analyseAll(
  analysts: Pool,
  lines: readonly ProductLine[],
  common: Omit<AnalysisTask, 'product' | 'lines'>,
  onProduct: (product: string) => void,
): Promise<void> {
  // What takes longest goes first, so that no core waits for it in the end.
  const ordered = lines.toSorted((a, b) => b.releases.length - a.releases.length);
  const analyse = async (product: string) => {
    const task: AnalysisTask = { ...common, product, lines };
    await Promise.all(ANALYSIS_PARTS.map((by) => analysts.run(task, { by })));
    onProduct(product);
  };
  await Promise.all(ordered.map((line) => analyse(line.product.name)));
}
