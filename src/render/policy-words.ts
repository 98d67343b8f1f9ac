/** Promises, outcomes and verdicts in words, and how they look. */
import type { Outcome } from '../kabi/practice.ts';
import type { Rebuild, Transition, Waiver } from '../kabi/promise.ts';
import type { PromiseCell } from '../kabi/schema/policy.ts';
import { count } from '../kabi/sentences.ts';
import type { Verdict, VerdictCounts } from '../kabi/verdict.ts';
import type { ListBasis } from '../kabi/what-if.ts';
import { html, type Html } from './html.ts';

export const TRANSITION_WORDS = {
  'within-minor': 'Update within a minor release',
  'between-minors': 'Between minor releases or service packs',
  'between-majors': 'Between major or LTS releases',
  'across-rebuilds': 'Across vendors’ rebuilds',
} as const satisfies Record<Transition, string>;

export const SHORT_TRANSITION_WORDS = {
  'within-minor': 'within a minor',
  'between-minors': 'between minors',
  'between-majors': 'between majors',
  'across-rebuilds': 'across rebuilds',
} as const satisfies Record<Transition, string>;

export const REBUILD_WORDS = {
  needed: 'drivers are rebuilt',
  recommended: 'a rebuild is recommended',
  'listed-only': 'no rebuild for drivers that use protected symbols only',
  'not-needed': 'no rebuild',
  unknown: 'whether a rebuild is needed is not said',
} as const satisfies Record<Rebuild, string>;

export const WAIVER_WORDS = {
  possible: 'exceptions can be decided',
  excluded: 'no exceptions',
  'none-needed': 'nothing to decide',
  unknown: 'not found',
} as const satisfies Record<Waiver, string>;

const OUTCOME_WORDS = {
  kept: 'kept',
  broken: 'not kept',
  permitted: 'changed, as permitted',
  unchanged: 'nothing changed',
  unknown: 'unknown',
} as const satisfies Record<Outcome, string>;

export const VERDICT_WORDS = {
  breaking: 'breaking',
  unknown: 'unknown',
  tolerated: 'tolerated',
  'outside-promise': 'outside the promise',
  'implicitly-tolerated': 'implicitly tolerated',
} as const satisfies Record<Verdict, string>;

export const BASIS_WORDS = {
  own: 'the vendor’s list for these builds',
  other: 'the vendor’s list for other builds',
  drivers: 'the symbols that registered drivers import, in place of a list that is not on file',
  none: 'no list: none is on file',
} as const satisfies Record<ListBasis, string>;

/** What a cell of the matrix says in two words. */
export function promiseWords({ keeps, protects }: Pick<PromiseCell, 'keeps' | 'protects'>): string {
  switch (keeps) {
    case 'kabi':
    case 'kapi': {
      const kept = keeps === 'kabi' ? 'kABI' : 'kAPI only';
      if (protects === 'all') return `${kept}, all exports`;
      return protects === 'list' ? `${kept}, listed symbols` : kept;
    }
    case 'nothing':
      return 'nothing';
    case 'not-applicable':
      return 'does not apply';
    case 'unknown':
      return 'not found';
  }
}

export function promiseTag(cell: Pick<PromiseCell, 'keeps' | 'protects'>): Html {
  return html`<b class="tag promise-${cell.keeps}">${promiseWords(cell)}</b>`;
}

export function outcomeTag(outcome: Outcome): Html {
  return html`<b class="tag outcome-${outcome}">${OUTCOME_WORDS[outcome]}</b>`;
}

/** `breaking 7,532`; with a waiver, `needs a waiver 7,532`. */
export function verdictCount(verdict: Verdict, n: number, waiver = false): Html {
  const word = verdict === 'breaking' && waiver ? 'needs a waiver' : VERDICT_WORDS[verdict];
  return html`<b class="tag ${verdict === 'breaking' && waiver ? 'waiver' : `judged-${verdict}`}">${word} ${count(n)}</b>`;
}

/** The verdicts of symbols that could have hurt a module, gravest first; never those that cannot. */
export function gravestCounts(symbols: VerdictCounts): [Verdict, number][] {
  const order = ['breaking', 'unknown', 'tolerated', 'outside-promise'] as const;
  return order.flatMap((verdict): [Verdict, number][] => {
    const n = symbols[verdict];
    return n === 0 ? [] : [[verdict, n]];
  });
}
