import { catalogOf } from '../../../src/history/catalog.ts';
import { itemAt } from '../../../src/base/items.ts';
import { ExportFile, exportFile, exportLine } from '../../../src/history/export-file.ts';
import type { Attributes, SymbolRow } from '../../../src/history/runs.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import { coverageIn } from '../../../src/history/symbol-history.ts';
import { addressed } from './data-files.ts';
import type { TextFile } from './plain-files.ts';

/**
 * What /compare/ loads: a file for each build on file, one variant in memory at a time.
 *
 * @returns the path of the index, which has the path of each build's
 */
export function* compareFiles(rows: readonly SymbolRow[], table: HistoryTable): Generator<TextFile, string> {
  const index: Record<string, string> = {};
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
    const { product, releases } = itemAt(catalogOf(table).variants, variantIndex);
    for (const [at, build] of builds.entries()) {
      const generator = itemAt(variant.generators, at);
      const name = `${product.name}/${itemAt(releases, at)}/${variant.name}`;
      const file = addressed('compare', exportFile(name), build.format(generator, coverageIn(variant, at)));
      yield file;
      index[name] = file[0];
    }
  }
  const indexFile = addressed('compare', 'index.json', JSON.stringify(index));
  yield indexFile;
  return indexFile[0];
}
