import { createHash } from 'node:crypto';
import path from 'node:path';
import type { ProductLine } from '../../src/history/lineage.ts';
import { ANALYSIS_CODE, inputFiles, inputKey } from '../engine/input-key.ts';
import { ROOT } from '../engine/root.ts';
import { ANALYSIS_PARTS, type AnalysisPart, type PartResult } from './analyse-task.ts';
import { joinAnalyses, type AnalysedProduct, type Analysis } from './analyse.ts';
import type { Analysts } from './analysts.ts';

/**
 * Analyses all products, several parts at a time. The analysts are dismissed in the end.
 *
 * @param onProduct told of each product as it is done, for progress
 * @throws {Fault} if a snapshot cannot be read
 */
export async function analyseAll(
  lines: readonly ProductLine[],
  content: string,
  analysts: Analysts,
  onProduct: (product: string) => void,
): Promise<Analysis> {
  const analyses = new Map<string, Partial<AnalysedProduct>>();
  const codeKey = await inputKey(await inputFiles(ROOT, ANALYSIS_CODE));
  const name = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const cacheFolder = path.join(ROOT, '.cache', 'analysis', name);
  const parts = lines.flatMap((line) => partsOf(line).map((part) => ({ line, part })));
  // What takes longest goes first, so that no core waits for it in the end.
  parts.sort((a, b) => weight(b) - weight(a));
  const pending = new Map(lines.map((line) => [line.product.name, partsOf(line).length]));
  const analyse = async ({ line, part }: (typeof parts)[number]) => {
    const product = line.product.name;
    const task = { content, product, part, lines, cacheFolder, codeKey };
    const result = await analysts.do(task, { kin: product });
    analyses.set(product, { ...analyses.get(product), ...valueOf(result) });
    const left = (pending.get(product) ?? 0) - 1;
    pending.set(product, left);
    if (left === 0) onProduct(product);
  };
  try {
    await Promise.all(parts.map(analyse));
  } finally {
    await analysts.dismiss();
  }
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
