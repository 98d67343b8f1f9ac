/**
 * The histories of all symbols of one architecture and flavour, cut into small files: a browser that checks a driver
 * loads those that hold its imports. Neighbours in the alphabet share a file, because drivers import families: `drm_…`,
 * `usb_…`.
 */
import { parseSymbolRows, formatSymbolRows, type VariantRuns, type SymbolRow } from '../history/runs.ts';

/** Relative to the root of the site. The API names them (`files.kernels` and templates), for programs outside of it. */
export interface BlockFiles {
  /** The history table: products, releases, variants, attributes. */
  readonly table: string;
  /** The first symbol of each block, one a line. */
  directory(variant: string): string;
  /** JSON a line; called text, as that is what every web host compresses. */
  block(variant: string, block: string): string;
}

export const BLOCK_FILES: BlockFiles = {
  table: 'check/table.json',
  directory: (variant) => `check/${variant}/blocks.txt`,
  block: (variant, block) => `check/${variant}/${block}.txt`,
};

/** A file of sixteen symbols is 2 KB packed; 200 imports of a driver lie in about a hundred of them. */
const SYMBOLS_PER_BLOCK = 16;

export interface SymbolBlocks {
  readonly directory: string;
  readonly blocks: readonly string[];
}

/**
 * @param rows sorted by symbol
 * @param variants those of the architecture and flavour, as in the history table
 */
export function symbolBlocks(rows: Iterable<SymbolRow>, variants: ReadonlySet<number>): SymbolBlocks {
  const firsts: string[] = [];
  const blocks: string[] = [];
  let block: SymbolRow[] = [];
  const flush = () => {
    const [first] = block;
    if (first === undefined) return;
    firsts.push(first.symbol);
    blocks.push(formatSymbolRows(block));
    block = [];
  };
  for (const { symbol, variants: all } of rows) {
    const own: VariantRuns[] = all.filter(([variant]) => variants.has(variant));
    if (own.length === 0) continue;
    block.push({ symbol, variants: own });
    if (block.length === SYMBOLS_PER_BLOCK) flush();
  }
  flush();
  return { directory: firsts.join('\n'), blocks };
}

/** The number of the block that a symbol is in, if it is in any. */
export function findBlock(directory: readonly string[], symbol: string): number | undefined {
  let low = 0;
  let high = directory.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((directory[middle] ?? '') <= symbol) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : low - 1;
}

export const parseBlock = parseSymbolRows;
