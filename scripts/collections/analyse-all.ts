import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProductLine } from '../../src/kabi/lineage.ts';
import { Fault } from '../../src/kabi/problems.ts';
import { inputFiles, inputKey } from '../input-key.ts';
import { ROOT } from '../site-settings.ts';
import {
  ANALYSIS_PARTS,
  type AnalysisPart,
  type AnalysisResult,
  type AnalysisTask,
  type PartResult,
} from './analyse-task.ts';
import { joinAnalyses, type AnalysedProduct, type Analysis } from './analyse.ts';
import { forkWorker } from '../worker-process.ts';

const WORKER = fileURLToPath(new URL('./analyse-worker.ts', import.meta.url));

/**
 * Analyses all products, several parts at a time, each in one of as many processes: what a thread has used stays with the
 * process after its end, measured at 900 MB for Debian's 47 kernels.
 *
 * @param onProduct told of each product as it is done, for progress
 * @throws {Fault} if a snapshot cannot be read
 */
export async function analyseAll(
  lines: readonly ProductLine[],
  content: string,
  jobs: number,
  onProduct: (product: string) => void,
): Promise<Analysis> {
  const analyses = new Map<string, Partial<AnalysedProduct>>();
  const codeKey = await inputKey(
    await inputFiles(ROOT, ['src/kabi', 'scripts/collections', 'scripts/content']),
  );
  const name = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const cacheFolder = path.join(ROOT, '.cache', 'analysis', name);
  const queue = lines.flatMap((line) => partsOf(line).map((part) => ({ line, part })));
  // What takes longest goes first, so that no core waits for it in the end.
  queue.sort((a, b) => weight(b) - weight(a));
  const pending = new Map(lines.map((line) => [line.product.name, partsOf(line).length]));
  const work = async () => {
    if (queue.length === 0) return;
    const analyst = new Analyst();
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const { line, part } = next;
        const product = line.product.name;
        const result = await analyst.analyse({ content, product, part, lines, cacheFolder, codeKey });
        if ('problem' in result) throw new Fault(result.problem);
        const analysis = { ...analyses.get(product), ...valueOf(result) };
        analyses.set(product, analysis);
        const left = (pending.get(product) ?? 0) - 1;
        pending.set(product, left);
        if (left === 0) onProduct(product);
      }
    } finally {
      // After a fault the others need not go on.
      queue.length = 0;
      analyst.dismiss();
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return joinAnalyses(lines, analyses);
}

/** Measured: a release's types take as long as the exports of five. */
const WEIGHTS: Readonly<Record<AnalysisPart, number>> = { types: 5, modules: 3, exports: 1 };

function weight({ line, part }: { readonly line: ProductLine; readonly part: AnalysisPart }): number {
  return WEIGHTS[part] * line.releases.length;
}

/** Those for which the product has something on file. */
function partsOf({ releases }: ProductLine): AnalysisPart[] {
  const snapshots = releases.flatMap((release) => Object.values(release.snapshots));
  return ANALYSIS_PARTS.filter((part) => {
    switch (part) {
      case 'exports':
        return true;
      case 'types':
        return snapshots.some(({ types = {} }) => Object.keys(types).length > 0);
      case 'modules':
        return snapshots.some(({ imports = {} }) => Object.keys(imports).length > 0);
    }
  });
}

function valueOf(result: PartResult): Partial<AnalysedProduct> {
  switch (result.part) {
    case 'exports':
      return result.value;
    case 'types':
      return { types: result.value };
    case 'modules':
      return { inTree: result.value };
  }
}

/** A process that analyses one part after another: each start costs as long as a small product. */
class Analyst {
  readonly #child = forkWorker(WORKER, { serialization: 'advanced' });

  async analyse(task: AnalysisTask): Promise<AnalysisResult> {
    return await new Promise((resolve, reject) => {
      const ended = (code: number | null) =>
        reject(new Error(`the analysis of ${task.product} ended with ${code ?? 'a signal'}`));
      this.#child.once('error', reject).once('exit', ended);
      this.#child.once('message', (result) => {
        this.#child.off('error', reject).off('exit', ended);
        resolve(result as AnalysisResult);
      });
      this.#child.send(task);
    });
  }

  /** It ends when nobody can ask it for more. */
  dismiss(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}
