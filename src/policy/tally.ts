/** All changes of one variant of a comparison under a guarantee, counted. */
import type { ChangeRow, VariantChange } from '../history/comparison.ts';
import type { Rule } from '../formats/lists/severities.ts';
import { CHANGE_FACTS, CHANGE_KINDS, type ChangeKind } from '../kernel/change.ts';
import type { Coverage } from '../kernel/snapshot.ts';
import {
  eases,
  gravest,
  judge,
  noVerdicts,
  type ChangeFact,
  type Guarantee,
  type Verdict,
  type VerdictCounts,
} from './verdict.ts';

/** One symbol that changed, with a fact for each kind of its change. */
export interface ChangedSymbol {
  readonly symbol: string;
  readonly facts: readonly ChangeFact[];
}

export interface Tally {
  /** Changes by kind; a symbol that changed in two ways is in two of them. */
  readonly kinds: Readonly<Record<ChangeKind, VerdictCounts>>;
  /** Symbols by their gravest verdict. */
  readonly symbols: VerdictCounts;
  /** Those whose gravest verdict is `breaking`. */
  readonly breaking: readonly string[];
  /** The rules that decided, with the number of changes, in the order of their lines. */
  readonly rules: readonly { readonly rule: Rule; readonly changes: number }[];
}

/**
 * The facts of one variant from the rows of a comparison, each symbol once.
 *
 * @param modules the rows by the module that they are listed under
 * @param namespaceOf the namespace of a symbol that did not change it
 */
export function variantFacts(
  modules: Iterable<{ readonly module: string; readonly rows: readonly ChangeRow[] }>,
  variant: number,
  namespaceOf: (symbol: string) => string,
): ChangedSymbol[] {
  const found: ChangedSymbol[] = [];
  for (const { module, rows } of modules) {
    for (const { symbol, changes } of rows) {
      const change = changes[variant];
      // A symbol is listed under every module that any variant has it in, and counted where this one has it.
      if (change === null || change === undefined || change.provider !== undefined) continue;
      found.push({ symbol, facts: factsOf(symbol, module, change, namespaceOf) });
    }
  }
  return found;
}

/** The changes of one variant, to be judged under one guarantee after the other. */
export class VariantChanges {
  readonly symbols: readonly ChangedSymbol[];
  readonly #now: Coverage;
  /** Those that changed in the same way: without rules nothing else but the name decides between them. */
  readonly #alike: readonly (readonly ChangedSymbol[])[];

  /** @param now which of the newer kernel's exports are on file */
  constructor(symbols: readonly ChangedSymbol[], now: Coverage) {
    this.symbols = symbols;
    this.#now = now;
    this.#alike = [...Map.groupBy(symbols, wayOf).values()];
  }

  /** Of which a module that was built before, and imports the symbol, is refused after: by the loader alone. */
  get refusing(): ChangedSymbol[] {
    return this.symbols.filter(({ facts }) =>
      facts.some(
        ({ kind }) => CHANGE_FACTS[kind].refuses === 'always' && (kind !== 'removed' || this.#now === 'all'),
      ),
    );
  }

  tally(guarantee: Guarantee): Tally {
    const kinds = Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, noVerdicts()])) as Tally['kinds'];
    const total = noVerdicts();
    const breaking: string[] = [];
    const rules = new Map<Rule, number>();
    for (const group of this.#judgedAlike(guarantee)) {
      const verdicts: Verdict[] = [];
      for (const fact of group[0]?.facts ?? []) {
        const { verdict, rule } = judge(fact, guarantee, this.#now);
        verdicts.push(verdict);
        kinds[fact.kind][verdict] += group.length;
        if (rule !== undefined) rules.set(rule, (rules.get(rule) ?? 0) + group.length);
      }
      const verdict = gravest(verdicts);
      total[verdict] += group.length;
      if (verdict === 'breaking') for (const { symbol } of group) breaking.push(symbol);
    }
    return {
      kinds,
      symbols: total,
      breaking,
      rules: [...rules]
        .map(([rule, changes]) => ({ rule, changes }))
        .sort((a, b) => a.rule.line - b.rule.line),
    };
  }

  /** Groups of which each member is judged as the first. */
  #judgedAlike({ rules, listed }: Guarantee): (readonly ChangedSymbol[])[] {
    if (rules.length > 0) return this.symbols.map((each) => [each]);
    if (listed === undefined) return [...this.#alike];
    return this.#alike.flatMap((group) => {
      const [own, others] = [[] as ChangedSymbol[], [] as ChangedSymbol[]];
      for (const each of group) (listed.has(each.symbol) ? own : others).push(each);
      return [own, others].filter(({ length }) => length > 0);
    });
  }
}

function wayOf({ facts }: ChangedSymbol): string {
  return facts.map(({ kind, eases: isEased }) => `${kind}${isEased ? '+' : ''}`).join(' ');
}

function factsOf(
  symbol: string,
  listed: string,
  change: VariantChange,
  namespaceOf: (symbol: string) => string,
): ChangeFact[] {
  const [oldType = '', newType = ''] = change.type ?? [];
  const [oldNamespace = namespaceOf(symbol), newNamespace = ''] = change.namespace ?? [];
  return change.kinds.map((kind) => ({
    symbol,
    kind,
    module: change.module?.[0] ?? listed,
    namespace: oldNamespace,
    eases: eases(kind, oldType, newType, newNamespace),
  }));
}
