/** All that a language has to say: its texts, and the findings that are put into sentences. */
import type { claimCounts } from '../../documents/claims.ts';
import type { JudgedVariant, ReleasePromise } from '../../records/entries/promise.ts';
import type { InTreeFinding } from '../../records/entries/in-tree-finding.ts';
import type { CausesSummary } from '../../records/entries/comparison.ts';
import type { Phrase } from './phrase.ts';
import type { VariantFinding } from './variant-finding.ts';

/** @typeParam Texts what the site says, by key: the same keys in each language */
export interface WordsOf<Texts> {
  readonly texts: Texts;

  /** `31 %`; a part is never said to be all of a whole, nor nothing of it. */
  readonly share: (part: number, whole: number) => string;

  /** `a, b and c` */
  readonly listed: (parts: readonly string[]) => string;

  /** The paragraph at the top of a release or comparison: what happened, and what it means for a module. */
  readonly comparisonPhrase: (before: string, after: string, variants: readonly VariantFinding[]) => Phrase;

  /** What the update did to the main variant, in one figure and its first cause. */
  readonly headlineSentence: (headline: UpdateHeadline) => string;

  /** For lists and descriptions: the counts of all variants in a few words, said once where they agree. */
  readonly summaryLines: (variants: readonly VariantFinding[]) => string;

  /** The same of a product's oldest release. */
  readonly oldestLine: (product: string) => string;

  /** Several such lines in one: of a release that is compared with more than one before it. */
  readonly linesInOne: (lines: readonly string[]) => string;

  /** The paragraph at the top of a product's oldest release, which nothing can be compared with. */
  readonly oldestPhrase: (release: string, product: string) => Phrase;

  /** What was promised, and what the release did to it. */
  readonly promiseSentence: (finding: PromiseFinding) => string;

  /** Why the CRCs of a build changed. */
  readonly causesSentence: (summary: CausesSummary) => string;

  /** What became of the modules of one release on the next one. */
  readonly inTreeSentence: (
    finding: Pick<InTreeFinding, 'variant' | 'before' | 'counts'>,
    release: string,
  ) => string;

  /** How many claims of a document the kernels on file bear out. */
  readonly claimsSentence: (counts: ReturnType<typeof claimCounts>) => string;
}

/** What an update did to the CRCs of one variant. */
export interface UpdateHeadline {
  readonly variant: string;
  /** Of the symbols that both kernels export, how many have another CRC. */
  readonly changed: number;
  readonly common: number;
  /** That which is nearest to most of them; null where none is known. */
  readonly cause: { readonly name: string; readonly symbols: number } | null;
}

/** What the sentence about a promise needs to know. */
export interface PromiseFinding extends Pick<ReleasePromise, 'keeps'> {
  readonly policy: Pick<ReleasePromise['policy'], 'title'>;
  readonly variants: readonly VariantVerdicts[];
}

export type VariantVerdicts = Pick<JudgedVariant, 'variant' | 'symbols' | 'notComparable'>;
