/** What policies would have made of all updates on file together, and which of them come to the same. */
import { getOrInsert } from '../base/maps.ts';
import type { Transition } from './promise.ts';
import type { WhatIfPolicy, WhatIfRows } from './what-if-record.ts';
import { noVerdicts, VERDICTS, type VerdictCounts } from './verdict.ts';

/** A policy, judged by one of the lists that it could be judged by. */
export type JudgedPolicy = Pick<WhatIfPolicy, 'policy' | 'title' | 'status'>;

/** Why it is unknown what an update would have been: no list on file, no statement found, or no CRCs that compare. */
export const UNKNOWN_FOR = ['no-list', 'no-statement', 'no-crcs'] as const;
export type UnknownFor = (typeof UNKNOWN_FOR)[number];

export interface WhatIfSum {
  /** At least one: all that come to the same, by the same list. */
  readonly policies: readonly JudgedPolicy[];
  /** Whether what is breaking could be waived. */
  readonly waiver: boolean;
  /** The list behind the figures, where they depend on one that is not on file. */
  readonly list: string | null;
  /** Builds with an update that could be judged, and in how many of these something would break the promise. */
  readonly builds: number;
  readonly hit: number;
  /** Builds with an update of which it is unknown, by what is wanting. */
  readonly unknown: Readonly<Record<UnknownFor, number>>;
  /** Builds with an update of a kind that the policy does not have. */
  readonly absent: number;
  /** Of all builds that were judged, as are the rebuilds of registered drivers that remain if what is breaking is kept out. */
  readonly symbols: VerdictCounts;
  readonly rebuilds: number;
}

type Sum = Omit<WhatIfSum, 'policies'>;

/** @param asUpdate what each update is taken for; undefined: what it is */
export function whatIfSums(updates: readonly WhatIfRows[], asUpdate?: Transition): WhatIfSum[] {
  const sums = new Map<string, Sum & { readonly of: JudgedPolicy }>();
  for (const { policies, variants, transition } of updates) {
    const kind = asUpdate ?? transition;
    for (const { policy, title, status, waiver, list: by, listed, variants: cells } of policies) {
      const list = listed.includes(kind) ? by : null;
      const key = `${policy} ${by ?? ''}`;
      let sum = sums.get(key) ?? {
        of: { policy, title, status },
        ...{ waiver: waiver === 'possible', list },
        ...{ builds: 0, hit: 0, unknown: { 'no-list': 0, 'no-statement': 0, 'no-crcs': 0 }, absent: 0 },
        ...{ symbols: noVerdicts(), rebuilds: 0 },
      };
      for (const [index, variant] of variants.entries()) {
        const cell = cells[index];
        const wantsList = cell?.basis === 'none' && listed.includes(kind);
        sum = added(sum, variant.outcomes[cell?.cells[kind] ?? -1], wantsList);
      }
      sums.set(key, sum);
    }
  }
  const groups = new Map<string, { readonly sum: Sum; readonly policies: JudgedPolicy[] }>();
  for (const { of, ...sum } of sums.values()) {
    const { policies } = getOrInsert(groups, JSON.stringify(sum), () => ({ sum, policies: [] }));
    // One that could be judged by several lists is there once where none of them matters.
    if (policies.every(({ policy }) => policy !== of.policy)) policies.push(of);
  }
  return [...groups.values()].map(({ sum, policies }) => ({ ...sum, policies }));
}

type Outcome = WhatIfRows['variants'][number]['outcomes'][number];

function added<S extends Sum>(sum: S, outcome: Outcome | undefined, wantsList: boolean): S {
  if (outcome === undefined) return { ...sum, absent: sum.absent + 1 };
  const { symbols, drivers } = outcome;
  if (drivers === null && symbols.breaking === 0) {
    const why = symbols.unknown === 0 ? 'no-crcs' : wantsList ? 'no-list' : 'no-statement';
    return { ...sum, unknown: { ...sum.unknown, [why]: sum.unknown[why] + 1 } };
  }
  return {
    ...sum,
    builds: sum.builds + 1,
    hit: sum.hit + (symbols.breaking > 0 ? 1 : 0),
    symbols: Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, sum.symbols[verdict] + symbols[verdict]]),
    ) as VerdictCounts,
    rebuilds: sum.rebuilds + (drivers ?? 0),
  };
}

/** Policies of which one variant of an update is the same, whatever kind of update it is taken for. */
export interface JudgedAlike extends Pick<WhatIfPolicy, 'list'> {
  readonly policies: readonly JudgedPolicy[];
  readonly waiver: boolean;
  readonly judged: WhatIfPolicy['variants'][number];
}

/** @param variant index into the variants of the rows */
export function judgedAlike({ policies }: WhatIfRows, variant: number): JudgedAlike[] {
  const groups = new Map<string, { readonly alike: Omit<JudgedAlike, 'policies'>; of: JudgedPolicy[] }>();
  for (const { policy, title, status, waiver, list, variants } of policies) {
    const judged = variants[variant];
    if (judged === undefined) continue;
    const alike = { waiver: waiver === 'possible', list, judged };
    const { of } = getOrInsert(groups, JSON.stringify(alike), () => ({ alike, of: [] }));
    of.push({ policy, title, status });
  }
  return [...groups.values()].map(({ alike, of }) => ({ ...alike, policies: of }));
}
