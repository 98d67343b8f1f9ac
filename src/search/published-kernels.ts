/** The kernels of a published site as a module meets them: only the blocks that hold its imports are loaded. */
import { kernelBuilds, type KernelOnSite } from '../load/kernel-builds.ts';
import { getOrInsert } from '../base/maps.ts';
import type { HistoryTable } from '../history/history-table.ts';
import { presenceWords } from '../history/presence.ts';
import { findBlock, parseBlock, type BlockFiles } from './symbol-blocks.ts';
import type { SymbolRow } from '../history/runs.ts';

/** Text of a file below the root of the site; rejects where there is none. */
export type LoadFile = (file: string) => Promise<string>;

export class PublishedKernels {
  readonly #load: LoadFile;
  readonly #files: BlockFiles;
  readonly #parseTable: (text: string) => HistoryTable;
  #table: Promise<HistoryTable> | undefined;
  readonly #loaded = new Map<string, Promise<string>>();

  /** @param parseTable the pages of a site trust its own table, as it was written with them */
  constructor(
    load: LoadFile,
    files: BlockFiles,
    parseTable: (text: string) => HistoryTable = (text) => JSON.parse(text) as HistoryTable,
  ) {
    this.#load = load;
    this.#files = files;
    this.#parseTable = parseTable;
  }

  /** Names of all variants on file: `amd64`, `arm64`. */
  async variantNames(): Promise<string[]> {
    return [...new Set((await this.table()).variants.map((variant) => variant.name))];
  }

  table(): Promise<HistoryTable> {
    return (this.#table ??= this.#text(this.#files.table).then(this.#parseTable));
  }

  /** Every build of the variants, with those of its exports that are asked for. */
  async withExports(symbols: ReadonlySet<string>, variants: ReadonlySet<string>): Promise<KernelOnSite[]> {
    const table = await this.table();
    const rows = await Promise.all([...variants].map((variant) => this.#rows(symbols, variant)));
    return kernelBuilds(table, rows.flat(), variants);
  }

  /** Which products export each of the symbols, and which did (presence.ts). */
  async presence(symbols: readonly string[]): Promise<Map<string, string>> {
    const wanted = new Set(symbols);
    const table = await this.table();
    const variants = await this.variantNames();
    const rows = (await Promise.all(variants.map((variant) => this.#rows(wanted, variant)))).flat();
    const bySymbol = Map.groupBy(rows, ({ symbol }) => symbol);
    return new Map(symbols.map((symbol) => [symbol, presenceWords(bySymbol.get(symbol) ?? [], table)]));
  }

  async #rows(symbols: ReadonlySet<string>, variant: string): Promise<SymbolRow[]> {
    const directory = (await this.#text(this.#files.directory(variant))).split('\n');
    const blocks = new Set([...symbols].flatMap((symbol) => findBlock(directory, symbol) ?? []));
    const texts = await Promise.all(
      [...blocks].map((block) => this.#text(this.#files.block(variant, String(block)))),
    );
    return texts.flatMap(parseBlock).filter((row) => symbols.has(row.symbol));
  }

  #text(file: string): Promise<string> {
    return getOrInsert(this.#loaded, file, () => this.#load(file));
  }
}
