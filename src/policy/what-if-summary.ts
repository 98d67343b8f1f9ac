/** What every policy would have made of all updates on file together. */
import type { Transition } from './promise.ts';
import type { WhatIfPolicy, WhatIfRows } from './what-if-record.ts';
import { noVerdicts, VERDICTS, type VerdictCounts } from './verdict.ts';

export interface WhatIfSum extends Pick<WhatIfPolicy, 'policy' | 'title' | 'status' | 'waiver'> {
  /** Builds with an update, and in how many of these something would break the promise. */
  readonly builds: number;
  readonly hit: number;
  /** Of all builds added up, as are the rebuilds of registered drivers that remain if what is breaking is kept out. */
  readonly symbols: VerdictCounts;
  readonly rebuilds: number;
}

/** @param asUpdate what each update is taken for */
export function whatIfSums(updates: readonly WhatIfRows[], asUpdate: Transition): WhatIfSum[] {
  const sums = new Map<string, WhatIfSum>();
  for (const { policies, variants } of updates) {
    for (const { policy, title, status, waiver, variants: cells } of policies) {
      let sum = sums.get(policy) ?? {
        ...{ policy, title, status, waiver },
        ...{ builds: 0, hit: 0, symbols: noVerdicts(), rebuilds: 0 },
      };
      for (const [index, variant] of variants.entries()) {
        const outcome = variant.outcomes[cells[index]?.cells[asUpdate] ?? -1];
        if (outcome === undefined) continue;
        sum = {
          ...sum,
          builds: sum.builds + 1,
          hit: sum.hit + (outcome.symbols.breaking > 0 ? 1 : 0),
          symbols: Object.fromEntries(
            VERDICTS.map((verdict) => [verdict, sum.symbols[verdict] + outcome.symbols[verdict]]),
          ) as VerdictCounts,
          rebuilds: sum.rebuilds + outcome.drivers,
        };
      }
      sums.set(policy, sum);
    }
  }
  return [...sums.values()];
}
