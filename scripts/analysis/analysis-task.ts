/** What passes between those who share out the analyses (analyse-all.ts), who do them (analyst.ts) and who use their results. */
import type { ProductLine } from '../../src/history/lineage.ts';

/** What an analyst is asked for, of one product. */
export interface AnalysisTask extends StoredResults {
  readonly content: string;
  readonly product: string;
  readonly lines: readonly ProductLine[];
}

/** Where results of analyses lie, and parts of earlier ones. */
export interface StoredResults {
  readonly folder: string;
  /** Hash of the code that made them: with other code none of them counts. */
  readonly code: string;
  /** Stands for all that the results are made from. */
  readonly key: string;
}

/**
 * Two parts that need nothing of each other. Both exports and modules take the exports of every snapshot, and so go together;
 * types take longer than these two, so that there is nothing to gain from more parts, however many cores there are.
 */
export const ANALYSIS_PARTS = ['types', 'exportsAndModules'] as const;
export type AnalysisPart = (typeof ANALYSIS_PARTS)[number];

/** The name that the result of a part is stored under. */
export function resultName(product: string, part: AnalysisPart): string {
  return `result ${part} ${product}`;
}
