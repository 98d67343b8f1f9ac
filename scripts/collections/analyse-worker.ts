/** Entry point of the process that analyses one product (analyse-all.ts). */
import type { ProductLine } from '../../src/kabi/lineage.ts';
import { Fault, type Problem } from '../../src/kabi/problems.ts';
import { symversFile } from '../content/layout.ts';
import { readExports } from '../content/read.ts';
import { AnalysisCache, fileKey } from './analysis-cache.ts';
import { analyseProduct, recordOf, type ProductAnalysis } from './analyse.ts';

export interface AnalysisTask {
  readonly content: string;
  readonly product: string;
  readonly lines: readonly ProductLine[];
  readonly cacheFolder: string;
  /** Of the code that the analysis depends on. */
  readonly codeKey: string;
}

/** A fault in the content is a value here: errors lose their class on the way to another process. */
export type AnalysisResult = { readonly analysis: ProductAnalysis } | { readonly problem: Problem };

process.once('message', (task: AnalysisTask) => {
  void run(task).then((result) => process.send?.(result, undefined, undefined, () => process.disconnect()));
});

async function run({ content, product, lines, cacheFolder, codeKey }: AnalysisTask): Promise<AnalysisResult> {
  const line = lines.find((each) => each.product.name === product);
  if (line === undefined) throw new Error(`no product ${product} among the lines`);
  try {
    const analysis = await analyseProduct(line, lines, {
      readExports: (id) => readExports(content, id),
      snapshotKey: (id) => `${fileKey(symversFile(content, id))} ${recordOf(lines, id)?.crc_generator ?? ''}`,
      cache: new AnalysisCache(cacheFolder, codeKey),
    });
    return { analysis };
  } catch (error) {
    if (error instanceof Fault) return { problem: error.problem };
    throw error;
  }
}
