/** Entry point of the process that analyses one product (analyse-all.ts). */
import type { ProductLine } from '../../src/kabi/lineage.ts';
import { Fault, type Problem } from '../../src/kabi/problems.ts';
import type { SnapshotId } from '../../src/kabi/model.ts';
import { vermagicOf, type SnapshotRecord } from '../../src/kabi/schema/release.ts';
import { importsFile, symversFile } from '../content/layout.ts';
import { readExports, readKernelBuild } from '../content/read.ts';
import { readImports } from '../content/read-imports.ts';
import { AnalysisCache, fileKey } from './analysis-cache.ts';
import { analyseInTree } from './analyse-in-tree.ts';
import { analyseProduct, recordOf, type AnalysedProduct } from './analyse.ts';

export interface AnalysisTask {
  readonly content: string;
  readonly product: string;
  readonly lines: readonly ProductLine[];
  readonly cacheFolder: string;
  /** Of the code that the analysis depends on. */
  readonly codeKey: string;
}

/** A fault in the content is a value here: errors lose their class on the way to another process. */
export type AnalysisResult = { readonly analysis: AnalysedProduct } | { readonly problem: Problem };

process.once('message', (task: AnalysisTask) => {
  void run(task).then((result) => process.send?.(result, undefined, undefined, () => process.disconnect()));
});

async function run({ content, product, lines, cacheFolder, codeKey }: AnalysisTask): Promise<AnalysisResult> {
  const line = lines.find((each) => each.product.name === product);
  if (line === undefined) throw new Error(`no product ${product} among the lines`);
  try {
    const cache = new AnalysisCache(cacheFolder, codeKey);
    const snapshotKey = (id: SnapshotId) =>
      `${fileKey(symversFile(content, id))} ${recordOf(lines, id)?.crc_generator ?? ''}`;
    const recordOfOwn = (id: SnapshotId): SnapshotRecord => {
      const record = recordOf(lines, id);
      if (record === undefined) throw new Error(`no snapshot ${id.release} among the lines`);
      return record;
    };
    const analysis = await analyseProduct(line, lines, {
      readExports: (id) => readExports(content, id),
      snapshotKey,
      cache,
    });
    const inTree = await analyseInTree(line, {
      readModules: (id) => readImports(content, id, recordOfOwn(id)),
      readKernel: (id) => readKernelBuild(content, id, recordOfOwn(id)),
      modulesKey: (id) =>
        Object.keys(recordOfOwn(id).imports ?? {})
          .map((name) => fileKey(importsFile(content, id, name)))
          .join(' '),
      kernelKey: (id) => `${snapshotKey(id)} ${vermagicOf(recordOfOwn(id)) ?? ''}`,
      cache,
    });
    return { analysis: { ...analysis, inTree } };
  } catch (error) {
    if (error instanceof Fault) return { problem: error.problem };
    throw error;
  }
}
