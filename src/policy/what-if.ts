/** One real update judged under promises that were not made for it. */
import { policyName, type Policy } from './policy.ts';
import type { Transition } from './promise.ts';
import type { WhatIfVariant, WhatIfPolicy, ListBasis } from './what-if-record.ts';
import type { VariantChanges } from './tally.ts';
import type { Guarantee } from './verdict.ts';

/** The transitions that two releases on file can stand for. */
export const JUDGED_TRANSITIONS = [
  'within-minor',
  'between-minors',
  'between-majors',
] as const satisfies readonly Transition[];

/** One variant of the pair, and what is known of it. */
export interface VariantToJudge {
  readonly product: string;
  readonly variant: string;
  readonly changes: VariantChanges;
  readonly notComparable: number;
}

/** Registered drivers that import a symbol. */
export type ImportersOf = (symbol: string) => readonly string[];

interface Basis {
  readonly basis: ListBasis;
  readonly listed?: ReadonlySet<string>;
}

/** Judges variants under all policies; what policies have in common is computed once. */
export class WhatIf {
  readonly #policies: readonly Policy[];
  readonly #importersOf: ImportersOf;
  readonly #imported: ReadonlySet<string>;

  /** @param imported all symbols that any registered driver imports */
  constructor(policies: readonly Policy[], importersOf: ImportersOf, imported: ReadonlySet<string>) {
    this.#policies = policies;
    this.#importersOf = importersOf;
    this.#imported = imported;
  }

  judge(variants: readonly VariantToJudge[]): { policies: WhatIfPolicy[]; variants: WhatIfVariant[] } {
    const judged = variants.map((variant) => this.#judgeVariant(variant));
    return {
      variants: judged.map(({ variant }) => variant),
      policies: this.#policies.map((policy) => ({
        policy: policyName(policy),
        title: policy.title,
        status: policy.status,
        waiver: policy.decides.waiver,
        variants: judged.map(({ cellsOf }) => cellsOf(policy)),
      })),
    };
  }

  #judgeVariant(given: VariantToJudge): {
    readonly variant: WhatIfVariant;
    readonly cellsOf: (policy: Policy) => WhatIfPolicy['variants'][number];
  } {
    const outcomes: WhatIfVariant['outcomes'] = [];
    const indices = new Map<string, number>();
    const refused = given.changes.refusing
      .map(({ symbol }) => symbol)
      .filter((symbol) => this.#importersOf(symbol).length > 0);
    const outcomeOf = (key: string, guarantee: Guarantee): number => {
      const known = indices.get(key);
      if (known !== undefined) return known;
      const { symbols, breaking } = given.changes.tally(guarantee);
      // What a kept promise would have kept out refuses nobody.
      const kept = new Set(breaking);
      const remaining = this.#drivers(refused.filter((symbol) => !kept.has(symbol)));
      outcomes.push({ symbols, drivers: remaining.length });
      indices.set(key, outcomes.length - 1);
      return outcomes.length - 1;
    };
    return {
      variant: {
        variant: given.variant,
        symbols: given.changes.symbols.length,
        notComparable: given.notComparable,
        drivers: this.#drivers(refused),
        outcomes,
      },
      cellsOf: (policy) => {
        const { basis, listed } = this.#basisOf(policy, given);
        const rules = policy.ruleFiles.flatMap((file) => file.rules);
        const cells = JUDGED_TRANSITIONS.map((transition): [Transition, number] => {
          const { keeps, protects } = policy.promise[transition];
          const list = protects === 'list' ? (basis === 'drivers' ? basis : policyName(policy)) : '';
          const ruled = rules.length === 0 ? '' : policyName(policy);
          const key = [keeps, protects, list, ruled].join(' ');
          return [transition, outcomeOf(key, { keeps, protects, listed, rules })];
        });
        return { basis, cells: Object.fromEntries(cells) };
      },
    };
  }

  #basisOf(policy: Policy, { product, variant }: VariantToJudge): Basis {
    const listed = (files: Policy['listFiles']) => new Set(files.flatMap(({ list }) => list.symbols));
    const own = policy.listFiles.filter(
      (file) => file.product === product && file.variants.includes(variant),
    );
    if (own.length > 0) return { basis: 'own', listed: listed(own) };
    if (policy.listFiles.length > 0) return { basis: 'other', listed: listed(policy.listFiles) };
    return this.#imported.size === 0 ? { basis: 'none' } : { basis: 'drivers', listed: this.#imported };
  }

  #drivers(symbols: readonly string[]): string[] {
    return [...new Set(symbols.flatMap(this.#importersOf))].sort();
  }
}
