/** One real update judged under promises that were not made for it, by real lists only. */
import { isSameArchitecture } from '../kernel/architecture.ts';
import { parseVariantName } from '../kernel/variant.ts';
import { policyName, type Policy } from './policy.ts';
import type { Transition } from './promise.ts';
import type { ListBasis, WhatIfList, WhatIfVariant, WhatIfPolicy } from './what-if-record.ts';
import type { VariantChanges } from './tally.ts';
import { isListFor, type ImportersOf } from './measure-list.ts';
import type { MeasuredList } from './measured-list.ts';
import type { Guarantee } from './verdict.ts';

/** The transitions that two releases on file can stand for. */
export const JUDGED_TRANSITIONS = [
  'within-minor',
  'between-minors',
  'between-majors',
] as const satisfies readonly Transition[];
export type JudgedTransition = (typeof JUDGED_TRANSITIONS)[number];

/** One variant of the pair, and what is known of it. */
export interface VariantToJudge {
  readonly product: string;
  readonly variant: string;
  /** `debian-12/6.1.0-53`, and the release after it. */
  readonly update: readonly [before: string, after: string];
  readonly changes: VariantChanges;
  readonly notComparable: number;
}

/** A policy with one of the lists that it could be judged by. */
interface Candidate {
  readonly policy: Policy;
  /** Undefined: the lists on file, or none. */
  readonly measured: MeasuredList | undefined;
}

interface Basis {
  /** Null: the policy names no list. */
  readonly basis: ListBasis | null;
  readonly listed?: ReadonlySet<string>;
  readonly figures?: WhatIfVariant['outcomes'][number];
}

/** Judges variants under all policies; what policies have in common is computed once. */
export class WhatIf {
  readonly #candidates: readonly Candidate[];
  readonly #importersOf: ImportersOf;

  /** @param measured figures by lists that are not on file; only of policies that have none on file they are used */
  constructor(policies: readonly Policy[], importersOf: ImportersOf, measured: readonly MeasuredList[] = []) {
    this.#importersOf = importersOf;
    this.#candidates = policies.flatMap((policy): Candidate[] => {
      const usable = canBeMeasured(policy)
        ? measured.filter((each) => each.policies.includes(policyName(policy)))
        : [];
      if (usable.length === 0) return [{ policy, measured: undefined }];
      return usable.map((each) => ({ policy, measured: each }));
    });
  }

  judge(variants: readonly VariantToJudge[]): {
    policies: WhatIfPolicy[];
    variants: WhatIfVariant[];
    lists: WhatIfList[];
  } {
    const judged = variants.map((variant) => this.#judgeVariant(variant));
    const lists = new Set(this.#candidates.flatMap(({ measured }) => measured ?? []));
    return {
      variants: judged.map(({ variant }) => variant),
      policies: this.#candidates.map(({ policy, measured }) => ({
        policy: policyName(policy),
        title: policy.title,
        status: policy.status,
        waiver: policy.decides.waiver,
        list: measured?.id ?? null,
        listed: JUDGED_TRANSITIONS.filter((each) => policy.promise[each].protects === 'list'),
        variants: judged.map(({ cellsOf }) => cellsOf({ policy, measured })),
      })),
      lists: [...lists].map(({ id, of, origin, commit, date, files }) => ({
        ...{ id, of, origin, commit, date: date ?? null },
        files: files.map(({ arch, path, sha256, symbols }) => ({ arch, path, sha256, symbols })),
      })),
    };
  }

  #judgeVariant(given: VariantToJudge): {
    readonly variant: WhatIfVariant;
    readonly cellsOf: (candidate: Candidate) => WhatIfPolicy['variants'][number];
  } {
    const outcomes: WhatIfVariant['outcomes'] = [];
    const indices = new Map<string, number>();
    const refused = given.changes.refusing
      .map(({ symbol }) => symbol)
      .filter((symbol) => this.#importersOf(symbol).length > 0);
    const outcomeOf = (key: string, compute: () => WhatIfVariant['outcomes'][number]): number => {
      const known = indices.get(key);
      if (known !== undefined) return known;
      outcomes.push(compute());
      indices.set(key, outcomes.length - 1);
      return outcomes.length - 1;
    };
    const judge = (guarantee: Guarantee): WhatIfVariant['outcomes'][number] => {
      const { symbols, breaking } = given.changes.tally(guarantee);
      // What a kept promise would have kept out refuses nobody.
      const kept = new Set(breaking);
      const remaining = this.#drivers(refused.filter((symbol) => !kept.has(symbol)));
      const isKnown = symbols.unknown === 0 && (!promises(guarantee) || given.notComparable === 0);
      return { symbols, drivers: isKnown ? remaining.length : null };
    };
    return {
      variant: {
        variant: given.variant,
        symbols: given.changes.symbols.length,
        notComparable: given.notComparable,
        drivers: this.#drivers(refused),
        outcomes,
      },
      cellsOf: ({ policy, measured }) => {
        const { basis, listed, figures } = basisOf(policy, measured, given);
        const rules = policy.ruleFiles.flatMap((file) => file.rules);
        const cells = JUDGED_TRANSITIONS.flatMap((transition): [Transition, number][] => {
          const { keeps, protects } = policy.promise[transition];
          // Where there is no such update there is nothing to judge, and nothing that was permitted.
          if (keeps === 'not-applicable') return [];
          if (figures !== undefined && keeps === 'kabi' && protects === 'list')
            return [[transition, outcomeOf(`measured ${measured?.id ?? ''}`, () => figures)]];
          const list = protects === 'list' && listed !== undefined ? policyName(policy) : '';
          const ruled = rules.length === 0 ? '' : policyName(policy);
          const key = [keeps, protects, list, ruled].join(' ');
          return [[transition, outcomeOf(key, () => judge({ keeps, protects, listed, rules }))]];
        });
        return { basis, cells: Object.fromEntries(cells) };
      },
    };
  }

  #drivers(symbols: readonly string[]): string[] {
    return [...new Set(symbols.flatMap(this.#importersOf))].sort();
  }
}

/** Figures tell neither which symbols a rule would except nor which a policy lists otherwise. */
function canBeMeasured({ listFiles, ruleFiles }: Policy): boolean {
  return listFiles.length === 0 && ruleFiles.every(({ rules }) => rules.length === 0);
}

function basisOf(
  policy: Policy,
  measured: MeasuredList | undefined,
  { product, variant, update: [before, after], notComparable }: VariantToJudge,
): Basis {
  if (JUDGED_TRANSITIONS.every((each) => policy.promise[each].protects !== 'list')) return { basis: null };
  const listed = (files: Policy['listFiles']) => new Set(files.flatMap(({ list }) => list.symbols));
  const own = policy.listFiles.filter((file) => file.product === product && file.variants.includes(variant));
  if (own.length > 0) return { basis: 'own', listed: listed(own) };
  const { arch } = parseVariantName(variant);
  const other = policy.listFiles.filter(({ variants }) =>
    variants.some((each) => isSameArchitecture(parseVariantName(each).arch, arch)),
  );
  if (other.length > 0) return { basis: 'other', listed: listed(other) };
  const figures = measured?.files
    .filter((file) => isListFor(file.arch, variant))
    .flatMap(({ updates }) => updates)
    .find((each) => each.before === before && each.after === after && each.variant === variant);
  if (figures === undefined) return { basis: 'none' };
  const drivers = notComparable === 0 ? figures.drivers : null;
  return { basis: 'measured', figures: { symbols: figures.symbols, drivers } };
}

/** Whether symbols whose CRCs say nothing may be among those that are kept. */
function promises({ keeps, protects }: Guarantee): boolean {
  return keeps === 'kabi' && protects !== 'none';
}
