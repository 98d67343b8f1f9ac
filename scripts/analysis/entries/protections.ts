/** Which symbols the policies in force protect, and for whose sake. */
import { getOrInsert } from '../../../src/base/maps.ts';
import { compareText } from '../../../src/base/text.ts';
import type { Policy, Vendor } from '../../../src/policy/policy.ts';
import type { Protections } from '../../../src/policy/protection.ts';

export function protectionsOf(vendors: readonly Vendor[]): Protections {
  const symbols: Record<string, number[]> = {};
  const products: Record<string, number[]> = {};
  const inForce = vendors
    .flatMap(({ policies }) => policies)
    .filter(({ status, effective }) => status === 'adopted' && effective?.until === undefined);
  const add = (index: Record<string, number[]>, key: string, policy: number) => {
    const known = (index[key] ??= []);
    if (!known.includes(policy)) known.push(policy);
  };
  for (const [index, policy] of inForce.entries()) {
    for (const { list } of policy.listFiles) {
      for (const symbol of list.symbols) add(symbols, symbol, index);
    }
    if (policy.promise['within-minor'].protects !== 'all') continue;
    for (const { product } of policy.covers) if (product !== undefined) add(products, product, index);
  }
  const termOf = (vendor: string) => {
    const terms = vendors.find(({ name }) => name === vendor)?.terms ?? [];
    return terms.find(({ list }) => list)?.term ?? null;
  };
  return {
    policies: inForce.map(({ vendor, id, title }) => ({ vendor, id, title, term: termOf(vendor) })),
    symbols: sorted(symbols),
    products,
    ...requirements(inForce),
  };
}

/** What each module needs that lists name as their reason, sorted by module. */
export function requiredBy(files: Policy['listFiles']): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { module, symbols } of files.flatMap(({ list }) => list.requiredBy)) {
    const needed = getOrInsert(found, module, () => new Set());
    for (const symbol of symbols) needed.add(symbol);
  }
  return new Map([...found].sort(([a], [b]) => compareText(a, b)));
}

function requirements(policies: readonly Policy[]): Pick<Protections, 'modules' | 'requiredBy'> {
  const modules = new Map<string, number>();
  const bySymbol: Protections['requiredBy'] = {};
  for (const [policy, { listFiles }] of policies.entries()) {
    for (const [module, symbols] of requiredBy(listFiles)) {
      const index = getOrInsert(modules, module, () => modules.size);
      for (const symbol of symbols) {
        const reasons = (bySymbol[symbol] ??= []);
        const last = reasons.at(-1);
        if (last?.policy === policy) last.modules.push(index);
        else reasons.push({ policy, modules: [index] });
      }
    }
  }
  return { modules: [...modules.keys()], requiredBy: sorted(bySymbol) };
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b)));
}
