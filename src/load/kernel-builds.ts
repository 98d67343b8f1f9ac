/** The kernels on file as a module meets them, from the histories of the symbols that it needs. */
import { itemAt } from '../base/items.ts';
import type { SymbolRow } from '../history/runs.ts';
import type { KernelBuild } from './verdict.ts';
import { parseVariantName } from '../kernel/variant.ts';
import type { Export, ExportType } from '../kernel/export.ts';
import type { SnapshotId } from '../kernel/snapshot.ts';
import { loaderIn, type HistoryTable } from '../history/history-table.ts';
import { coverageIn } from '../history/symbol-history.ts';

export interface KernelOnSite {
  readonly id: SnapshotId;
  /** Title of the product. */
  readonly title: string;
  readonly build: KernelBuild;
}

/**
 * Every build of some variants, newest first per product, newest product first. Exports are those of `rows` alone: other
 * symbols are not known here, so `rows` must hold all that the module imports.
 *
 * @param variantNames as variantName gives them
 */
export function kernelBuilds(
  table: HistoryTable,
  rows: readonly SymbolRow[],
  variantNames: ReadonlySet<string>,
): KernelOnSite[] {
  const exports = exportsPerBuild(table, rows);
  return table.products.toReversed().flatMap(({ name: product, title, releases }) =>
    releases
      .map((release, index) => ({ release, index }))
      .reverse()
      .flatMap(({ release, index }) =>
        table.variants.flatMap((variant, variantIndex): KernelOnSite[] => {
          const at = variant.releases.indexOf(index);
          const isWanted =
            itemAt(table.products, variant.product).name === product && variantNames.has(variant.name);
          if (!isWanted || at < 0) return [];
          const id = { product, release, ...parseVariantName(variant.name) };
          const loader = loaderIn(table, variant, at);
          const build: KernelBuild = {
            ...id,
            modversions: variant.generators[at] !== 'none',
            vermagic: variant.vermagics[at] ?? null,
            coverage: coverageIn(variant, at),
            ...(loader === undefined ? {} : { loader }),
            exports: exports.get(`${variantIndex} ${at}`) ?? new Map<string, Export>(),
          };
          return [{ id, title, build }];
        }),
      ),
  );
}

/** Keyed by variant and release of the variant. */
function exportsPerBuild(table: HistoryTable, rows: readonly SymbolRow[]): Map<string, Map<string, Export>> {
  const exports = new Map<string, Map<string, Export>>();
  for (const [index, variant] of table.variants.entries()) {
    for (const at of variant.releases.keys()) exports.set(`${index} ${at}`, new Map());
  }
  for (const { symbol, variants } of rows) {
    for (const [variant, runs] of variants) {
      for (const [from, to, crc, attributes] of runs) {
        const { module = '', type = '', namespace = '' } = table.attributes[attributes] ?? {};
        const record: Export = { symbol, crc, module, type: type as ExportType, namespace };
        for (let at = from; at <= to; at++) exports.get(`${variant} ${at}`)?.set(symbol, record);
      }
    }
  }
  return exports;
}
