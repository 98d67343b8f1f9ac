/** The rows that stamped pages are made of. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SymbolRow } from '../../../src/history/runs.ts';
import { getOrInsert } from '../../../src/base/maps.ts';
import { parseGroups } from '../../../src/base/row-lines.ts';
import type { Protections } from '../../../src/policy/protection.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import type { Importers, Mentions, ModuleRows } from '../../../src/records/generated.ts';
import type { ImportUpdates, InTreeDriver, InTreeImporters } from '../../../src/records/in-tree.ts';
import type { TypeRow, WhyRows } from '../../../src/records/types.ts';
import { modulePath } from '../../../src/addresses/urls.ts';

/**
 * The files that they lie in; those of JSON are read once. This build wrote them itself moments ago, so their shape is taken
 * from the types of the code that wrote them: to check megabytes again costs each process more than it could find.
 */
export class RowFiles {
  readonly folder: string;
  readonly #read = new Map<string, unknown>();

  constructor(folder: string) {
    this.folder = folder;
  }

  json(name: string): unknown {
    return getOrInsert(this.#read, name, () => JSON.parse(this.text(name)) as unknown);
  }

  text(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }
}

/** One part of them, of as many as their pages are made in. */
export class RowData {
  readonly #files: RowFiles;
  readonly #part: number;
  readonly #of: number;

  constructor(files: RowFiles, part: number, of: number) {
    this.#files = files;
    this.#part = part;
    this.#of = of;
  }

  history = () => this.#files.json('history.json') as HistoryTable;
  importers = () => this.#files.json('importers.json') as Importers;
  inTreeImporters = () => this.#files.json('in-tree-importers.json') as InTreeImporters;
  mentions = () => this.#files.json('mentions.json') as Mentions;
  protections = () => this.#files.json('protections.json') as Protections;
  importUpdates = () => this.#files.json('import-updates.json') as ImportUpdates;
  why = () => this.#files.json('why.json') as WhyRows;
  typeNames = () => this.#files.json('type-names.json') as string[];
  #moduleNames = () => this.#files.json('module-names.json') as string[];

  /** In groups of those whose names differ in case only, which share a page. */
  symbols(): Generator<SymbolRow[]> {
    return this.#plainPages('symbols.ndjson', ({ symbol }) => symbol);
  }

  /** In such groups, too. */
  inTree(): Generator<InTreeDriver[]> {
    return this.#plainPages('in-tree.ndjson', ({ name }) => name);
  }

  /** In such groups, too. */
  types(): Generator<TypeRow[]> {
    return this.#plainPages('types.ndjson', ({ name }) => name);
  }

  *modules(): Generator<ModuleRows> {
    for (const [index, name] of this.#moduleNames().entries()) {
      if (index % this.#of !== this.#part) continue;
      yield JSON.parse(this.#files.text(path.join('modules', `${modulePath(name)}.json`))) as ModuleRows;
    }
  }

  #plainPages<Row>(name: string, nameOf: (row: Row) => string): Generator<Row[]> {
    return parseGroups(this.#files.text(name), this.#part, this.#of, nameOf);
  }
}
