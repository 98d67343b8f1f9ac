import { formatExportFile, exportFile } from '../../src/kabi/export-file.ts';
import type { SymbolRow } from '../../src/kabi/history.ts';
import type { Export, ExportType } from '../../src/kabi/model.ts';
import type { HistoryTable } from '../../src/kabi/schema/generated.ts';
import type { TextFile } from './twin-files.ts';

/** What /compare/ loads: a file for each build on file, one lane in memory at a time. */
export function* compareFiles(rows: readonly SymbolRow[], table: HistoryTable): Generator<TextFile> {
  for (const [laneIndex, lane] of table.lanes.entries()) {
    const builds = lane.releases.map((): Export[] => []);
    for (const { symbol, lanes } of rows) {
      for (const [from, to, crc, attributes] of lanes.find(([index]) => index === laneIndex)?.[1] ?? []) {
        const at = table.attributes[attributes];
        if (at === undefined) continue;
        const { module, type, namespace } = at;
        const each: Export = { symbol, crc, module, type: type as ExportType, namespace };
        for (let release = from; release <= to; release += 1) builds[release]?.push(each);
      }
    }
    const product = table.products[lane.product];
    for (const [index, exports] of builds.entries()) {
      const release = product?.releases[lane.releases[index] ?? -1];
      if (product === undefined || release === undefined) continue;
      const crcGenerator = lane.generators[index] ?? 'unknown';
      yield [exportFile(product.name, release, lane.name), formatExportFile({ crcGenerator, exports })];
    }
  }
}
