/** Documents as collection entries: what they name, set against what is on file. */
import { catalogOf } from '../../../src/history/catalog.ts';
import type { SymbolHistories, SymbolRow } from '../../../src/history/runs.ts';
import { documentDay, meantNames, namedSymbols, shortName } from '../../../src/documents/names.ts';
import { found, standings } from '../../../src/documents/standing.ts';
import { getOrInsert } from '../../../src/base/maps.ts';
import { compareText } from '../../../src/base/text.ts';
import type { DocumentRecord, FiledDocument } from '../../../src/documents/record.ts';
import type { DocumentEntry } from '../../../src/records/entries/document.ts';
import type { Mentions } from '../../../src/records/rows/mentions.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import type { NamedSymbol } from '../../../src/documents/named-symbol.ts';
import type { ReleaseRef } from '../../../src/history/release-ref.ts';
import type { Language } from '../../../src/base/language.ts';

export interface DocumentPage {
  readonly data: DocumentEntry;
  readonly markdown: string;
}

export class DocumentEntries {
  readonly #documents: readonly FiledDocument[];
  readonly #table: HistoryTable;
  readonly #rowOf = new Map<string, SymbolRow>();
  readonly #exported: readonly string[] = [];
  readonly #isExported: ReadonlySet<string>;
  /** By their names as the kernel takes them. */
  readonly #drivers: ReadonlyMap<string, string>;
  readonly #judged: () => readonly string[];

  /**
   * @param pages names of drivers that have a page, and of policies that updates were judged under
   */
  constructor(
    documents: readonly FiledDocument[],
    table: HistoryTable,
    histories: Pick<SymbolHistories, 'symbols' | 'rows'>,
    pages: { readonly drivers: readonly string[]; readonly judged: () => readonly string[] },
  ) {
    this.#drivers = new Map(pages.drivers.map((name) => [fileName(name), name]));
    this.#documents = documents;
    this.#judged = pages.judged;
    this.#table = table;
    const named = new Set(documents.flatMap(({ record }) => namedSymbols(record)));
    if (documents.length > 0) {
      this.#exported = histories.symbols();
      for (const row of histories.rows(named)) this.#rowOf.set(row.symbol, row);
    }
    this.#isExported = new Set(this.#exported);
  }

  hasPage(symbol: string): boolean {
    return this.#isExported.has(symbol);
  }

  /** One for each language that a body is in. */
  pages(document: FiledDocument): DocumentPage[] {
    return [...document.bodies].map(([language, markdown]) => ({
      data: this.#data(document, language),
      markdown,
    }));
  }

  mentions(): Mentions {
    const newestFirst = this.#documents.toSorted((a, b) =>
      compareText(documentDay(b.record) ?? '', documentDay(a.record) ?? ''),
    );
    const mentions: Mentions = { documents: {}, symbols: {}, types: {}, config: {} };
    const symbols = new Map<string, string[]>();
    const types = new Map<string, string[]>();
    const config = new Map<string, string[]>();
    for (const { collection, id, record } of newestFirst) {
      const key = `${collection}/${id}`;
      mentions.documents[key] = shortName(record);
      for (const symbol of namedSymbols(record)) getOrInsert(symbols, symbol, () => []).push(key);
      for (const type of record.types) getOrInsert(types, type, () => []).push(key);
      for (const option of record.config) getOrInsert(config, option, () => []).push(key);
    }
    const known = [...symbols].filter(([symbol]) => this.hasPage(symbol));
    return { ...mentions, symbols: sorted(known), types: sorted(types), config: sorted(config) };
  }

  #data({ id, record }: FiledDocument, body: Language): DocumentEntry {
    const products = this.#products(record);
    const releases = products.flatMap((name) => this.#newest(name) ?? []);
    const days = releases.flatMap(({ product, release }) => this.#built(product, release) ?? []);
    const data = {
      id,
      body,
      releases,
      built: days.sort(compareText).at(-1) ?? null,
      named: namedSymbols(record).map((symbol) => this.#named(symbol, products)),
      ...this.#modules(record),
      judged: policiesOf(record).filter((policy) => this.#judged().includes(policy)),
    };
    return record.kind === 'note' ? { ...data, record } : { ...data, record };
  }

  /** Those that the record asks for, or all. */
  #products(record: DocumentRecord): string[] {
    const all = this.#table.products.map(({ name }) => name);
    const asked = record.kind === 'thread' ? [] : record.compare;
    return asked.length === 0 ? all : asked;
  }

  #newest(name: string): ReleaseRef | undefined {
    const product = catalogOf(this.#table).find(name);
    return product?.newest === undefined ? undefined : product.ref(product.newest);
  }

  #built(name: string, release: string): string | null {
    return catalogOf(this.#table).product(name).dayOf(release);
  }

  #named(symbol: string, products: readonly string[]): NamedSymbol {
    const row = this.#rowOf.get(symbol);
    const updates = standings(row, this.#table, products);
    return {
      symbol,
      isOnFile: row !== undefined,
      meant: row === undefined ? meantNames(symbol, this.#exported) : [],
      found: found(updates),
      products: updates.map(({ product, variants }) => ({ product, variants: [...variants] })),
    };
  }

  /** Provider modules and drivers by the file names that the document has. */
  #modules(record: DocumentRecord): Pick<DocumentEntry, 'modules' | 'drivers'> {
    const groups = record.kind === 'proposal' ? record.modules : [];
    const names = new Set(groups.flatMap(({ modules }) => modules.map(({ module }) => module)));
    const onFile = new Set(this.#table.attributes.map(({ module }) => module));
    const modules: DocumentEntry['modules'] = {};
    const drivers: DocumentEntry['drivers'] = {};
    for (const name of [...names].sort(compareText)) {
      const paths = [...onFile].filter((path) => fileName(path) === fileName(name));
      if (paths.length > 0) modules[name] = paths.sort(compareText);
      const driver = this.#drivers.get(fileName(name));
      if (driver !== undefined) drivers[name] = driver;
    }
    return { modules, drivers };
  }
}

function policiesOf(record: DocumentRecord): string[] {
  return record.kind === 'proposal' ? record.options.flatMap(({ policy }) => policy ?? []) : [];
}

/** The kernel takes `-` and `_` in the name of a module for the same. */
function fileName(module: string): string {
  return module.slice(module.lastIndexOf('/') + 1).replaceAll('-', '_');
}

function sorted(names: Iterable<[string, string[]]>): Record<string, string[]> {
  return Object.fromEntries([...names].sort(([a], [b]) => compareText(a, b)));
}
