/** What the search box loads: all symbol names, where else a name can lead, and CRCs by their first two digits. */
import type { SymbolRow } from '../../../src/history/runs.ts';
import { UNKNOWN_MODULE } from '../../../src/kernel/export.ts';
import { unameOf } from '../../../src/kernel/vermagic.ts';
import { compareText } from '../../../src/base/text.ts';
import { formatCrc } from '../../../src/kernel/export.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import type { Importers } from '../../../src/records/rows/importers.ts';
import {
  crcShard,
  formatCrcShard,
  SEARCH_FILES,
  type CrcEntry,
  type Place,
} from '../../../src/search/search-index.ts';
import type { TypeKey } from '../../../src/types/table/table.ts';
import { hasTypePage } from '../../../src/addresses/type-pages.ts';
import type { SearchPaths } from '../../../src/addresses/data-files.ts';
import type { Urls } from '../../../src/addresses/urls.ts';
import { addressed } from './data-files.ts';
import type { TextFile } from './plain-files.ts';

/**
 * The files, by path below the root of the site.
 *
 * @returns the paths by which pages find them
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
): Generator<TextFile, SearchPaths> {
  const texts = {
    names: rows.map((row) => row.symbol).join('\n'),
    places: JSON.stringify(places(table, drivers, urls)),
    inTree: inTree.filter((name) => !Object.hasOwn(drivers, name)).join('\n'),
    types: types.filter(hasTypePage).join('\n'),
  };
  const file = (name: keyof SearchPaths, text: string) => addressed('search', SEARCH_FILES[name], text);
  const files = {
    names: file('names', texts.names),
    places: file('places', texts.places),
    inTree: file('inTree', texts.inTree),
    types: file('types', texts.types),
  };
  yield* Object.values(files);
  const shards: Record<string, string> = {};
  for (const entries of crcShards(rows)) {
    const digits = crcShard(formatCrc(entries[0]?.crc ?? 0)) ?? '';
    const shard = addressed('search', `crc-${digits}.txt`, formatCrcShard(entries));
    yield shard;
    shards[digits] = shard[0];
  }
  const crcs = file('crcs', JSON.stringify(shards));
  yield crcs;
  const { names, places: where, inTree: modules, types: known } = files;
  return { names: names[0], places: where[0], inTree: modules[0], types: known[0], crcs: crcs[0] };
}

function places(table: HistoryTable, drivers: Importers['drivers'], urls: Urls): Place[] {
  const products = table.products.flatMap(({ name, title, releases, versions }, product): Place[] => [
    { name: title, kind: 'product', url: urls.product(name) },
    ...releases.map((release, index): Place => ({
      name: release,
      kind: 'release',
      of: title,
      also: otherNames(release, unamesOf(table, product, index), versions?.[index]),
      url: urls.release(name, release),
    })),
  ]);
  const modules = [...new Set(table.attributes.map((each) => each.module))]
    .filter((name) => name !== UNKNOWN_MODULE)
    .sort(compareText);
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

/** What `uname -r` says of the builds of a release, and the version of its package, where they are not its name. */
function otherNames(
  release: string,
  unames: readonly string[],
  version: string | null | undefined,
): string[] {
  const names = [...unames, ...(version == null ? [] : [version])].map((each) => each.toLowerCase());
  return [...new Set(names)].filter((each) => each !== release.toLowerCase());
}

function unamesOf({ variants }: HistoryTable, product: number, release: number): string[] {
  return variants.flatMap((variant) => {
    if (variant.product !== product) return [];
    const vermagic = variant.vermagics[variant.releases.indexOf(release)];
    return vermagic == null ? [] : [unameOf(vermagic)];
  });
}

/** Those whose CRCs begin with the same two digits, sorted by CRC, then symbol. */
function* crcShards(rows: readonly SymbolRow[]): Generator<CrcEntry[]> {
  let shard: CrcEntry[] = [];
  let last = -1;
  for (const each of sortedCrcs(rows)) {
    // One symbol has a CRC in several runs.
    if (each === last) continue;
    if (Math.floor(each / SHARD) !== Math.floor(last / SHARD) && shard.length > 0) {
      yield shard;
      shard = [];
    }
    shard.push({ crc: Math.floor(each / MOST_SYMBOLS), symbol: each % MOST_SYMBOLS });
    last = each;
  }
  if (shard.length > 0) yield shard;
}

/** As numbers, which are sorted ten times as fast as records: a CRC has 32 bits, and 53 are exact. */
function sortedCrcs(rows: readonly SymbolRow[]): Float64Array {
  const packed: number[] = [];
  for (const [symbol, { variants }] of rows.entries()) {
    for (const [, runs] of variants)
      for (const [, , crc] of runs) if (crc !== 0) packed.push(crc * MOST_SYMBOLS + symbol);
  }
  return Float64Array.from(packed).sort();
}

const MOST_SYMBOLS = 2 ** 21;
/** Of the first two digits of a CRC. */
const SHARD = MOST_SYMBOLS * 2 ** 24;
