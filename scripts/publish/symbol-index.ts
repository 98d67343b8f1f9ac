/** What the search box loads: all symbol names, where else a name can lead, and CRCs by their first two digits. */
import type { SymbolRow } from '../../src/kabi/history.ts';
import { compareText, formatCrc } from '../../src/kabi/model.ts';
import type { HistoryTable, Importers } from '../../src/kabi/schema/generated.ts';
import {
  crcShard,
  formatCrcShard,
  SEARCH_FILES,
  type CrcEntry,
  type Place,
} from '../../src/kabi/search-index.ts';
import type { TypeKey } from '../../src/kabi/types/table.ts';
import { hasTypePage } from '../../src/kabi/types/type-pages.ts';
import type { Urls } from '../../src/kabi/urls.ts';

/**
 * The files, by path below the root of the site.
 *
 * @param rows sorted by symbol: the CRC files refer to symbols by their position
 * @param drivers titles of registered drivers, by name
 * @param inTree modules in kernels' own trees, by name, of which those that share a registered driver's have no page
 * @param types every type on file
 */
export function* symbolIndexFiles(
  rows: readonly SymbolRow[],
  table: HistoryTable,
  drivers: Importers['drivers'],
  inTree: readonly string[],
  types: readonly TypeKey[],
  urls: Urls,
): Generator<readonly [name: string, text: string]> {
  yield [SEARCH_FILES.names, rows.map((row) => row.symbol).join('\n')];
  yield [SEARCH_FILES.places, JSON.stringify(places(table, drivers, urls))];
  yield [SEARCH_FILES.inTree, inTree.filter((name) => !Object.hasOwn(drivers, name)).join('\n')];
  yield [SEARCH_FILES.types, types.filter(hasTypePage).join('\n')];
  const shards = Map.groupBy(crcEntries(rows), (entry) => crcShard(formatCrc(entry.crc)));
  for (const [shard, entries] of shards)
    yield [`${SEARCH_FILES.crcs}/${shard ?? ''}.txt`, formatCrcShard(entries)];
}

function places(table: HistoryTable, drivers: Importers['drivers'], urls: Urls): Place[] {
  const products = table.products.flatMap(({ name, title, releases }): Place[] => [
    { name: title, kind: 'product', url: urls.product(name) },
    ...releases.map((release): Place => ({
      name: release,
      kind: 'release',
      of: title,
      url: urls.release(name, release),
    })),
  ]);
  const modules = [...new Set(table.attributes.map((each) => each.module))].sort(compareText);
  return [
    ...products,
    ...Object.entries(drivers).map(([name, title]): Place => ({
      name: title,
      kind: 'driver',
      url: urls.driver(name),
    })),
    ...modules.map((name): Place => ({ name, kind: 'module', url: urls.module(name) })),
  ];
}

/** Sorted by CRC, then symbol. */
function crcEntries(rows: readonly SymbolRow[]): CrcEntry[] {
  // As numbers, which are sorted ten times as fast as records: a CRC has 32 bits, and 53 are exact.
  const packed: number[] = [];
  for (const [symbol, { lanes }] of rows.entries()) {
    const crcs = new Set(lanes.flatMap(([, runs]) => runs.map(([, , crc]) => crc)));
    crcs.delete(0);
    for (const crc of crcs) packed.push(crc * MOST_SYMBOLS + symbol);
  }
  return [...Float64Array.from(packed).sort()].map((each) => ({
    crc: Math.floor(each / MOST_SYMBOLS),
    symbol: each % MOST_SYMBOLS,
  }));
}

const MOST_SYMBOLS = 2 ** 21;
