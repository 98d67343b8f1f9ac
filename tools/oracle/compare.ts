/** Holds verdicts against what kernels did. */
import type { Answer } from './guest.ts';
import type { ProductAnswer } from './product.ts';

export interface Pair {
  readonly answer: Pick<Answer, 'id' | 'decision' | 'log'>;
  readonly product: ProductAnswer;
}

/** One kernel and the suite. */
export interface Counts {
  readonly modules: number;
  /** The kernel loads it, and so says the check; or neither. */
  readonly same: number;
  /** The check says `unknown`, and names what is not on file. */
  readonly unknown: number;
  readonly different: number;
  /** What it needs did not load: the kernel was not asked. */
  readonly notAsked: number;
}

export interface KernelFacts extends Counts {
  /** `debian-12/6.1.0-54/amd64` */
  readonly kernel: string;
}

export function compareAnswers(pairs: readonly Pair[]): { counts: Counts; differences: Pair[] } {
  const asked = pairs.filter(({ answer }) => answer.decision !== 'not-asked');
  const unknown = asked.filter(({ product }) => product.verdict === 'unknown');
  const differences = asked.filter(
    ({ answer, product }) =>
      product.verdict !== 'unknown' && (product.verdict === 'loads') !== (answer.decision === 'loads'),
  );
  const counts = {
    modules: pairs.length,
    same: asked.length - unknown.length - differences.length,
    unknown: unknown.length,
    different: differences.length,
    notAsked: pairs.length - asked.length,
  };
  return { counts, differences };
}
