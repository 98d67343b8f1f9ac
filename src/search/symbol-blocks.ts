/**
 * The histories of all symbols of one architecture and flavour, cut into small files: a browser that checks a driver
 * loads those that hold its imports. Neighbours in the alphabet share a file, because drivers import families: `drm_…`,
 * `usb_…`.
 */
import { parseRows } from '../base/row-lines.ts';
import { contentHash, type Hashed } from '../addresses/data-files.ts';
import type { SymbolEnd } from '../history/ends/symbol-end.ts';
import { parseSymbolRows, formatSymbolRows, type VariantRuns, type SymbolRow } from '../history/runs.ts';

/** What /check/ loads first: paths below the root of the site (src/addresses/data-files.ts). */
export interface CheckIndex {
  /** The history table: products, releases, variants, attributes. Blocks refer to it by position, so they go together. */
  readonly table: string;
  /** The directories of blocks, by the name of the variant. */
  readonly variants: Readonly<Record<string, string>>;
  /** The directory of what became of symbols that are gone. */
  readonly ends?: string;
}

/** JSON a line; called text, as that is what every web host compresses. It lies beside its directory, which has its hash. */
export function blockPath(directory: string, block: number): string {
  return directory.replace(/[^/]*$/, `${block}.txt`);
}

/** A file of sixteen symbols is 2 KB packed; 200 imports of a driver lie in about a hundred of them. */
const SYMBOLS_PER_BLOCK = 16;

export interface SymbolBlocks {
  /** A line for each block: its first symbol, and the beginning of its hash. */
  readonly directory: string;
  readonly blocks: readonly string[];
}

/** Its digits in the directory: against what is damaged on the way 32 bits do, and a directory has thousands of them. */
const HASH_DIGITS = 8;

/**
 * @param rows sorted by symbol
 * @param variants those of the architecture and flavour, as in the history table
 * @param hashed see contentHash
 */
export function symbolBlocks(
  rows: Iterable<SymbolRow>,
  variants: ReadonlySet<number>,
  hashed?: Hashed,
): SymbolBlocks {
  const lines: string[] = [];
  const blocks: string[] = [];
  let block: SymbolRow[] = [];
  const flush = () => {
    const [first] = block;
    if (first === undefined) return;
    const text = formatSymbolRows(block);
    lines.push(`${first.symbol} ${blockHash(text, hashed)}`);
    blocks.push(text);
    block = [];
  };
  for (const { symbol, variants: all } of rows) {
    const own: VariantRuns[] = all.filter(([variant]) => variants.has(variant));
    if (own.length === 0) continue;
    block.push({ symbol, variants: own });
    if (block.length === SYMBOLS_PER_BLOCK) flush();
  }
  flush();
  return { directory: lines.join('\n'), blocks };
}

/** Ends are shorter than histories, and few are asked for at a time. */
const ENDS_PER_BLOCK = 64;

/** @param ends sorted by symbol */
export function endBlocks(ends: readonly SymbolEnd[], hashed?: Hashed): SymbolBlocks {
  const lines: string[] = [];
  const blocks: string[] = [];
  for (let at = 0; at < ends.length; at += ENDS_PER_BLOCK) {
    const block = ends.slice(at, at + ENDS_PER_BLOCK);
    const text = block.map((end) => `${JSON.stringify(end)}\n`).join('');
    lines.push(`${block[0]?.symbol ?? ''} ${blockHash(text, hashed)}`);
    blocks.push(text);
  }
  return { directory: lines.join('\n'), blocks };
}

function blockHash(text: string, hashed: Hashed | undefined): string {
  return contentHash(new TextEncoder().encode(text), hashed).slice(0, HASH_DIGITS);
}

export function parseEndBlock(text: string): SymbolEnd[] {
  return parseRows(text) as SymbolEnd[];
}

/** A directory as it is looked up in. */
export interface Directory {
  readonly firsts: readonly string[];
  /** The beginning of the hash of each block. */
  readonly hashes: readonly string[];
}

export function parseDirectory(text: string): Directory {
  const lines = text === '' ? [] : text.split('\n');
  const ends = lines.map((line) => line.lastIndexOf(' '));
  return {
    firsts: lines.map((line, index) => line.slice(0, ends[index])),
    hashes: lines.map((line, index) => line.slice((ends[index] ?? 0) + 1)),
  };
}

/** The number of the block that a symbol is in, if it is in any. */
export function findBlock({ firsts }: Directory, symbol: string): number | undefined {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((firsts[middle] ?? '') <= symbol) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : low - 1;
}

export const parseBlock = parseSymbolRows;
