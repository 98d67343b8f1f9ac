/** Who promises to keep a symbol, by the policies in force. */

import { z } from 'zod';
import { policyRef } from './policy-ref.ts';
import { prose } from '../base/prose.ts';

const count = z.int().nonnegative();

/** rows/protections.json: who protects a symbol, by policies in force today and lists on file. */
export const protectionsSchema = z.object({
  policies: z.array(
    policyRef.extend({
      /** The vendor's word for its list. */
      term: prose.nullable(),
    }),
  ),
  /** Indices into `policies` by symbol. */
  symbols: z.record(z.string(), z.array(count)),
  /** Indices into `policies` by the product on file of which they protect every export. */
  products: z.record(z.string(), z.array(count)),
  /** Modules that lists name as the reason why a symbol is on them. */
  modules: z.array(z.string()),
  /** By symbol and policy: indices into `modules`. */
  requiredBy: z.record(z.string(), z.array(z.object({ policy: count, modules: z.array(count) }))),
});
export type Protections = z.infer<typeof protectionsSchema>;

export type Protector = Protections['policies'][number] & {
  /** Whether it is on a list, or all exports of a product are kept. */
  readonly basis: 'list' | 'all';
  /** Modules that the list names as the reason, as it writes them. */
  readonly requiredBy: readonly string[];
};

/** @param products those whose newest release exports the symbol */
export function protectorsOf(
  symbol: string,
  products: readonly string[],
  protections: Protections,
): Protector[] {
  const own = <T>(index: Readonly<Record<string, T>>, key: string) =>
    Object.hasOwn(index, key) ? index[key] : undefined;
  const listed = own(protections.symbols, symbol) ?? [];
  const kept = products.flatMap((product) => own(protections.products, product) ?? []);
  const found = new Map<number, Protector['basis']>();
  for (const index of listed) found.set(index, 'list');
  for (const index of kept) if (!found.has(index)) found.set(index, 'all');
  const reasons = own(protections.requiredBy, symbol) ?? [];
  const requiredBy = (index: number) =>
    (reasons.find(({ policy }) => policy === index)?.modules ?? []).flatMap(
      (module) => protections.modules[module] ?? [],
    );
  return [...found].flatMap(([index, basis]) => {
    const policy = protections.policies[index];
    return policy === undefined ? [] : { ...policy, basis, requiredBy: requiredBy(index) };
  });
}

/** What one policy protects of a driver's imports. */
export interface ProtectedShare {
  readonly policy: Protections['policies'][number];
  /** In the order of the imports. */
  readonly protected: readonly string[];
  readonly unprotected: readonly string[];
}

/** Shares under each policy with a list on file, the largest first. */
export function protectedShares(imports: readonly string[], protections: Protections): ProtectedShare[] {
  const indices = new Set(Object.values(protections.symbols).flat());
  return [...indices]
    .sort((a, b) => a - b)
    .flatMap((index): ProtectedShare[] => {
      const policy = protections.policies[index];
      if (policy === undefined) return [];
      const isListed = (symbol: string) =>
        Object.hasOwn(protections.symbols, symbol) && protections.symbols[symbol]?.includes(index) === true;
      return [
        {
          policy,
          protected: imports.filter(isListed),
          unprotected: imports.filter((symbol) => !isListed(symbol)),
        },
      ];
    })
    .sort((a, b) => b.protected.length - a.protected.length);
}
