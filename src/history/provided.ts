/** What a provider module offers, and offered: one row per symbol that it ever exported. */
import { getOrInsert } from '../base/maps.ts';
import { compareText } from '../base/text.ts';
import type { Attributes, SymbolRow } from './runs.ts';
import type { VariantLine } from './lineage.ts';

export interface ProvidedRow {
  readonly symbol: string;
  readonly type: string;
  readonly namespace: string;
  /** Names of the products whose newest release has the symbol in this module, in any variant. */
  readonly products: readonly string[];
}

/** Rows per provider module, sorted by symbol. Type and namespace are those of the last run in the module. */
export function providedByModule(
  symbols: Iterable<SymbolRow>,
  variants: readonly VariantLine[],
  attributes: readonly Attributes[],
): Map<string, ProvidedRow[]> {
  const modules = new Map<string, ProvidedRow[]>();
  for (const row of symbols) {
    for (const [module, each] of byModule(row, variants, attributes)) {
      getOrInsert(modules, module, () => []).push(each);
    }
  }
  return modules;
}

function byModule(row: SymbolRow, variants: readonly VariantLine[], attributes: readonly Attributes[]) {
  const found = new Map<string, { symbol: string; type: string; namespace: string; products: string[] }>();
  for (const [variantIndex, runs] of row.variants) {
    const variant = variants[variantIndex];
    for (const [, to, , attribute] of runs) {
      const at = attributes[attribute];
      if (variant === undefined || at === undefined) continue;
      const entry = found.get(at.module) ?? { symbol: row.symbol, type: '', namespace: '', products: [] };
      entry.type = at.type;
      entry.namespace = at.namespace;
      const newest = to === variant.releases.length - 1;
      if (newest && !entry.products.includes(variant.product)) entry.products.push(variant.product);
      found.set(at.module, entry);
    }
  }
  return [...found].sort(([a], [b]) => compareText(a, b));
}

/** One JSON array a line, for the reason given at formatChangeRows. */
export function formatProvidedRows(rows: readonly ProvidedRow[]): string {
  return rows.map((r) => `${JSON.stringify([r.symbol, r.type, r.namespace, r.products])}\n`).join('');
}

export function parseProvidedRows(text: string): ProvidedRow[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [symbol, type, namespace, products] = JSON.parse(line) as [string, string, string, string[]];
      return { symbol, type, namespace, products };
    });
}
