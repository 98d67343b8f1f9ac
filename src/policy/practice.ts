/** Whether what was promised was kept: of releases on file, and of figures that vendors' reference files gave. */
import type { Keeps } from './promise.ts';
import type { Measurement } from './record.ts';
import type { VerdictCounts } from './verdict.ts';

/**
 * `kept`: promised, and nothing protected changed. `broken`: promised, and something protected did. `permitted`: something
 * changed, and nothing was promised of it. `unchanged`: nothing changed, though it could have. `unknown`: whether it was
 * promised, or whether anything protected changed, is not known.
 */
export const OUTCOMES = ['kept', 'broken', 'permitted', 'unchanged', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a release did to a promise. */
export function practiceOutcome(keeps: Keeps, symbols: VerdictCounts, notComparable: number): Outcome {
  if (keeps === 'unknown') return 'unknown';
  if (symbols.breaking > 0) return 'broken';
  if (symbols.unknown > 0 || notComparable > 0) return 'unknown';
  if (keeps === 'kabi' || keeps === 'kapi') return 'kept';
  return symbols['outside-promise'] > 0 ? 'permitted' : 'unchanged';
}

/**
 * What figures of the protected set say of the promise behind them. One that was not verified can be kept, but nobody is
 * said to have broken it.
 *
 * Nor is anybody where the figures leave it open what was protected then.
 */
export function measuredOutcome(
  { keeps, verified }: { readonly keeps: Keeps; readonly verified: boolean },
  { removed, crcChanged, doubt }: Pick<Measurement, 'removed' | 'crcChanged' | 'doubt'>,
): Outcome {
  const changed = removed + crcChanged;
  if (doubt !== undefined && changed > 0) return 'unknown';
  switch (keeps) {
    case 'unknown':
      return 'unknown';
    case 'nothing':
    case 'not-applicable':
      return changed > 0 ? 'permitted' : 'unchanged';
    case 'kabi':
    case 'kapi':
      if (changed === 0) return 'kept';
      return verified ? 'broken' : 'unknown';
  }
}
