/** Entry point of the process that analyses one product (analyse-all.ts). */
import type { ProductLine } from '../../src/kabi/lineage.ts';
import { Fault, type Problem } from '../../src/kabi/problems.ts';
import { readExports } from '../content/read.ts';
import { analyseProduct, type ProductAnalysis } from './analyse.ts';

export interface AnalysisTask {
  readonly content: string;
  readonly product: string;
  readonly lines: readonly ProductLine[];
}

/** A fault in the content is a value here: errors lose their class on the way to another process. */
export type AnalysisResult = { readonly analysis: ProductAnalysis } | { readonly problem: Problem };

process.once('message', (task: AnalysisTask) => {
  void run(task).then((result) => process.send?.(result, undefined, undefined, () => process.disconnect()));
});

async function run({ content, product, lines }: AnalysisTask): Promise<AnalysisResult> {
  const line = lines.find((each) => each.product.name === product);
  if (line === undefined) throw new Error(`no product ${product} among the lines`);
  try {
    return { analysis: await analyseProduct(line, lines, (id) => readExports(content, id)) };
  } catch (error) {
    if (error instanceof Fault) return { problem: error.problem };
    throw error;
  }
}
