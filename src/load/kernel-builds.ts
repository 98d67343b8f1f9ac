/** The kernels on file as a module meets them, from the histories of the symbols that it needs. */
import type { SymbolRow } from '../history/runs.ts';
import type { KernelBuild } from './verdict.ts';
import { parseLaneName, type Export, type ExportType, type SnapshotId } from '../kernel/model.ts';
import type { HistoryTable } from '../records/generated.ts';
import { coverageIn } from '../history/symbol-history.ts';

export interface KernelOnSite {
  readonly id: SnapshotId;
  /** Title of the product. */
  readonly title: string;
  readonly build: KernelBuild;
}

/**
 * Every build of some lanes, newest first per product, newest product first. Exports are those of `rows` alone: other
 * symbols are not known here, so `rows` must hold all that the module imports.
 *
 * @param laneNames as laneName gives them
 */
export function kernelBuilds(
  table: HistoryTable,
  rows: readonly SymbolRow[],
  laneNames: ReadonlySet<string>,
): KernelOnSite[] {
  const exports = exportsPerBuild(table, rows);
  return table.products.toReversed().flatMap(({ name: product, title, releases }) =>
    releases
      .map((release, index) => ({ release, index }))
      .reverse()
      .flatMap(({ release, index }) =>
        table.lanes.flatMap((lane, laneIndex): KernelOnSite[] => {
          const at = lane.releases.indexOf(index);
          const isWanted = table.products[lane.product]?.name === product && laneNames.has(lane.name);
          if (!isWanted || at < 0) return [];
          const id = { product, release, ...parseLaneName(lane.name) };
          const build: KernelBuild = {
            ...id,
            modversions: lane.generators[at] !== 'none',
            vermagic: lane.vermagics[at] ?? null,
            coverage: coverageIn(lane, at),
            exports: exports.get(`${laneIndex} ${at}`) ?? new Map<string, Export>(),
          };
          return [{ id, title, build }];
        }),
      ),
  );
}

/** Keyed by lane and release of the lane. */
function exportsPerBuild(table: HistoryTable, rows: readonly SymbolRow[]): Map<string, Map<string, Export>> {
  const exports = new Map<string, Map<string, Export>>();
  for (const [index, lane] of table.lanes.entries()) {
    for (const at of lane.releases.keys()) exports.set(`${index} ${at}`, new Map());
  }
  for (const { symbol, lanes } of rows) {
    for (const [lane, runs] of lanes) {
      for (const [from, to, crc, attributes] of runs) {
        const { module = '', type = '', namespace = '' } = table.attributes[attributes] ?? {};
        const record: Export = { symbol, crc, module, type: type as ExportType, namespace };
        for (let at = from; at <= to; at++) exports.get(`${lane} ${at}`)?.set(symbol, record);
      }
    }
  }
  return exports;
}
