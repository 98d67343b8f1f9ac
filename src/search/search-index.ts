/** The files behind the search box: their names, their form, and how they are read back. */

/** Below the folder that is named by their content (src/addresses/data-files.ts). */
export const SEARCH_FILES = {
  /** All symbol names, one a line, in code-unit order. */
  names: 'symbols.txt',
  /** Place[] as JSON. */
  places: 'places.json',
  /** Names of modules in kernels' own trees that have a page, one a line. */
  inTree: 'in-tree.txt',
  /** Types that have a page, one a line: `struct net_device`. */
  types: 'types.txt',
  /** Paths of the shards by their first two hex digits, as JSON. A shard is what formatCrcShard writes. */
  crcs: 'crcs.json',
} as const;

/** Something else than a symbol that a name leads to. */
export interface Place {
  readonly name: string;
  readonly kind: 'product' | 'release' | 'driver' | 'module' | 'in-tree module';
  /** Title of the product that a release belongs to. */
  readonly of?: string;
  /** Other names in lower case: what `uname -r` says of the builds of a release, the version of its package. */
  readonly also?: readonly string[];
  readonly url: string;
}

/** A CRC that a symbol had in some release; the symbol by its position in the names. */
export interface CrcEntry {
  readonly crc: number;
  readonly symbol: number;
}

/** First two digits of a CRC written as `0x…`; with fewer digits there is no shard to look in. */
export function crcShard(crc: string): string | undefined {
  return /^0x([0-9a-f]{2})/.exec(crc.toLowerCase())?.[1];
}

/**
 * One line per CRC: its last six digits, then the symbols' positions in base 36.
 *
 * @param entries of one shard, sorted by CRC
 */
export function formatCrcShard(entries: readonly CrcEntry[]): string {
  let lines = '';
  let last: number | undefined;
  for (const { crc, symbol } of entries) {
    if (crc !== last) {
      lines += `${last === undefined ? '' : '\n'}${crc.toString(16).padStart(8, '0').slice(2)}`;
      last = crc;
    }
    lines += ` ${symbol.toString(36)}`;
  }
  return lines;
}

/** Positions of the symbols that had a CRC starting with `prefix` (`0x` and at least two digits), each with its CRC. */
export function findCrc(shard: string, prefix: string): CrcEntry[] {
  const lead = prefix.toLowerCase().slice(2, 4);
  const digits = prefix.toLowerCase().slice(4);
  return shard
    .split('\n')
    .filter((line) => line !== '' && line.startsWith(digits))
    .flatMap((line) => {
      const [rest = '', ...symbols] = line.split(' ');
      const crc = Number.parseInt(lead + rest, 16);
      return symbols.map((symbol) => ({ crc, symbol: Number.parseInt(symbol, 36) }));
    });
}
