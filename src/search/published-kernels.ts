/** The kernels of a published site as a module meets them: only the blocks that hold its imports are loaded. */
import { kernelBuilds, type KernelOnSite } from '../load/kernel-builds.ts';
import type { HistoryTable } from '../history/history-table.ts';
import { presenceWords } from '../history/presence.ts';
import type { SymbolEnd } from '../history/ends/symbol-end.ts';
import type { UpdateCause } from '../load/diagnosis/finding.ts';
import type { UpdateOf } from '../load/diagnosis/update-causes.ts';
import { causeFile, parseCauses } from './cause-files.ts';
import type { SiteData } from './site-data.ts';
import {
  blockPath,
  findBlock,
  parseBlock,
  parseDirectory,
  parseEndBlock,
  type CheckIndex,
} from './symbol-blocks.ts';
import type { SymbolRow } from '../history/runs.ts';

/** Of one build of the site: the numbers in blocks are positions in its table. */
interface Opened {
  readonly index: CheckIndex;
  readonly table: HistoryTable;
}

export class PublishedKernels {
  readonly #data: SiteData;
  readonly #parseTable: (text: string) => HistoryTable;

  /** @param parseTable the pages of a site trust its own table, as it was written with them */
  constructor(
    data: SiteData,
    parseTable: (text: string) => HistoryTable = (text) => JSON.parse(text) as HistoryTable,
  ) {
    this.#data = data;
    this.#parseTable = parseTable;
  }

  async table(): Promise<HistoryTable> {
    return (await this.#opened()).table;
  }

  /**
   * Every build of the variants, with those of its exports that are asked for. Fails if anything of it is not there, or not
   * what was published: an export that did not arrive is not one that is missing.
   */
  async withExports(symbols: ReadonlySet<string>, variants: ReadonlySet<string>): Promise<KernelOnSite[]> {
    const opened = await this.#opened();
    const rows = await Promise.all([...variants].map((variant) => this.#rows(symbols, variant, opened)));
    return kernelBuilds(opened.table, rows.flat(), variants);
  }

  /** What became of those of the symbols that are gone somewhere; nothing of a site that does not tell it. */
  async ends(symbols: ReadonlySet<string>): Promise<ReadonlyMap<string, SymbolEnd>> {
    const { ends } = (await this.#opened()).index;
    if (ends === undefined) return new Map();
    const found = await this.#blocks(ends, symbols, parseEndBlock);
    return new Map(found.flatMap((end) => (symbols.has(end.symbol) ? [[end.symbol, end]] : [])));
  }

  /** Which products export each of the symbols, and which did (presence.ts). */
  async presence(symbols: readonly string[]): Promise<Map<string, string>> {
    const wanted = new Set(symbols);
    const opened = await this.#opened();
    const variants = new Set(opened.table.variants.map(({ name }) => name));
    const rows = await Promise.all([...variants].map((variant) => this.#rows(wanted, variant, opened)));
    const bySymbol = Map.groupBy(rows.flat(), ({ symbol }) => symbol);
    return new Map(
      symbols.map((symbol) => [symbol, presenceWords(bySymbol.get(symbol) ?? [], opened.table)]),
    );
  }

  /** By which types an update changed the CRCs of some symbols; nothing where the site does not know. */
  async causes(
    { product, release }: UpdateOf,
    symbols: ReadonlySet<string>,
  ): Promise<Map<string, UpdateCause>> {
    return parseCauses((await this.#data.side(causeFile(product, release))) ?? '', symbols);
  }

  async #opened(): Promise<Opened> {
    const { check } = await this.#data.pointer();
    const index = await this.#data.json<CheckIndex>(check);
    return { index, table: await this.#data.read(index.table, this.#parseTable) };
  }

  async #rows(symbols: ReadonlySet<string>, variant: string, { index }: Opened): Promise<SymbolRow[]> {
    const path = index.variants[variant];
    // The table named a variant that the index beside it lacks.
    if (path === undefined) throw new RangeError(`no directory of ${variant}`);
    const rows = await this.#blocks(path, symbols, parseBlock);
    return rows.filter((row) => symbols.has(row.symbol));
  }

  /** What the blocks of a directory hold in which the symbols are, if they are in any. */
  async #blocks<Row>(
    path: string,
    symbols: ReadonlySet<string>,
    parse: (text: string) => readonly Row[],
  ): Promise<Row[]> {
    const directory = await this.#data.read(path, parseDirectory);
    const blocks = new Set([...symbols].flatMap((symbol) => findBlock(directory, symbol) ?? []));
    const rows = await Promise.all(
      [...blocks].map((block) =>
        this.#data.readPart(blockPath(path, block), directory.hashes[block] ?? '', parse),
      ),
    );
    return rows.flat();
  }
}
