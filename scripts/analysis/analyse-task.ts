/** What passes between analyse-all.ts and the processes that it starts. */
import type { ProductLine } from '../../src/history/lineage.ts';
import type { InTreeBuild } from './analyse-in-tree.ts';
import type { TypeAnalysis } from './analyse-types.ts';
import type { ProductAnalysis } from './analyse.ts';

/** What is computed of a product: parts that need about the same time, and nothing of each other. */
export const ANALYSIS_PARTS = ['exports', 'types', 'modules'] as const;
export type AnalysisPart = (typeof ANALYSIS_PARTS)[number];

export interface AnalysisTask {
  readonly content: string;
  readonly product: string;
  readonly part: AnalysisPart;
  readonly lines: readonly ProductLine[];
  readonly cacheFolder: string;
  /** Of the code that the analysis depends on. */
  readonly codeKey: string;
}

export type PartResult =
  | { readonly part: 'exports'; readonly value: ProductAnalysis }
  | { readonly part: 'types'; readonly value: TypeAnalysis }
  | { readonly part: 'modules'; readonly value: readonly InTreeBuild[] };
