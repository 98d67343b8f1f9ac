import { ExportFile, exportFile, exportLine } from '../../../src/history/export-file.ts';
import type { Attributes, SymbolRow } from '../../../src/history/runs.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import { coverageIn } from '../../../src/history/symbol-history.ts';
import type { TextFile } from './plain-files.ts';

/** What /compare/ loads: a file for each build on file, one variant in memory at a time. */
export function* compareFiles(rows: readonly SymbolRow[], table: HistoryTable): Generator<TextFile> {
  for (const [variantIndex, variant] of table.variants.entries()) {
    const builds = variant.releases.map(() => new ExportFile());
    for (const { symbol, variants } of rows) {
      for (const [from, to, crc, attributes] of variants.find(([index]) => index === variantIndex)?.[1] ??
        []) {
        const at = table.attributes[attributes] as Attributes | undefined;
        if (at === undefined) continue;
        const line = exportLine({ symbol, crc });
        for (let release = from; release <= to; release += 1) builds[release]?.add(line, at);
      }
    }
    const product = table.products[variant.product];
    for (const [index, build] of builds.entries()) {
      const release = product?.releases[variant.releases[index] ?? -1];
      if (product === undefined || release === undefined) continue;
      const generator = variant.generators[index] ?? 'unknown';
      yield [
        exportFile(product.name, release, variant.name),
        build.format(generator, coverageIn(variant, index)),
      ];
    }
  }
}
