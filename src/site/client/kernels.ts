/** Loads the kernels on file as a module meets them: only the blocks that hold its imports. */
import { kernelBuilds, type KernelOnSite } from '../../load/kernel-builds.ts';
import { getOrInsert } from '../../base/maps.ts';
import type { HistoryTable } from '../../history/history-table.ts';
import { presenceWords } from '../../history/presence.ts';
import { BLOCK_FILES, findBlock, parseBlock } from '../../search/symbol-blocks.ts';
import type { SymbolRow } from '../../history/runs.ts';

export class Kernels {
  readonly #base: string;
  #table: Promise<HistoryTable> | undefined;
  readonly #files = new Map<string, Promise<string>>();

  /** @param base root of the site, absolute */
  constructor(base: string) {
    this.#base = base;
  }

  /** Names of all variants on file: `amd64`, `arm64`. */
  async variantNames(): Promise<string[]> {
    return [...new Set((await this.table()).variants.map((variant) => variant.name))];
  }

  table(): Promise<HistoryTable> {
    return (this.#table ??= this.#text(BLOCK_FILES.table).then((text) => JSON.parse(text) as HistoryTable));
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
    const directory = (await this.#text(BLOCK_FILES.directory(variant))).split('\n');
    const blocks = new Set([...symbols].flatMap((symbol) => findBlock(directory, symbol) ?? []));
    const texts = await Promise.all(
      [...blocks].map((block) => this.#text(BLOCK_FILES.block(variant, block))),
    );
    return texts.flatMap(parseBlock).filter((row) => symbols.has(row.symbol));
  }

  #text(file: string): Promise<string> {
    return getOrInsert(this.#files, file, async () => {
      const response = await fetch(this.#base + file);
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      return await response.text();
    });
  }
}
