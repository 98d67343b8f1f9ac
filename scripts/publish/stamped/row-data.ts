/** The rows that stamped pages are made of. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SymbolRow } from '../../../src/kabi/history.ts';
import { caseTwins, parseRowsPart } from '../../../src/kabi/row-lines.ts';
import type { Protections } from '../../../src/kabi/schema/generated-policies.ts';
import type { HistoryTable, Importers, Mentions, ModuleRows } from '../../../src/kabi/schema/generated.ts';
import type { ImportUpdates, InTreeDriver, InTreeImporters } from '../../../src/kabi/schema/in-tree.ts';
import type { TypeRow, WhyRows } from '../../../src/kabi/schema/types.ts';

/**
 * One part of them, of as many as there are processes. This build wrote the files itself moments ago, so their shape is taken
 * from the types of the code that wrote them: to check megabytes again costs each process more than it could find.
 */
export class RowData {
  readonly #folder: string;
  readonly #part: number;
  readonly #of: number;

  constructor(folder: string, part: number, of: number) {
    this.#folder = folder;
    this.#part = part;
    this.#of = of;
  }

  history = () => this.#json('history.json') as HistoryTable;
  importers = () => this.#json('importers.json') as Importers;
  inTreeImporters = () => this.#json('in-tree-importers.json') as InTreeImporters;
  mentions = () => this.#json('mentions.json') as Mentions;
  protections = () => this.#json('protections.json') as Protections;
  importUpdates = () => this.#json('import-updates.json') as ImportUpdates;
  why = () => this.#json('why.json') as WhyRows;
  typeNames = () => this.#json('type-names.json') as string[];

  /** In groups of those whose names differ in case only, which share a page. */
  symbols(): SymbolRow[][] {
    return caseTwins(this.#rows('symbols.ndjson') as SymbolRow[], ({ symbol }) => symbol);
  }

  inTree(): InTreeDriver[] {
    return this.#rows('in-tree.ndjson') as InTreeDriver[];
  }

  types(): TypeRow[] {
    return this.#rows('types.ndjson') as TypeRow[];
  }

  *modules(): Generator<ModuleRows> {
    const folder = path.join(this.#folder, 'modules');
    // Where no kernel is on file, nothing was written to it.
    if (!existsSync(folder)) return;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .sort();
    for (const [index, name] of files.entries()) {
      if (index % this.#of === this.#part) yield this.#json(path.join('modules', name)) as ModuleRows;
    }
  }

  #rows(name: string): unknown[] {
    return parseRowsPart(this.#read(name), this.#part, this.#of);
  }

  #json(name: string): unknown {
    return JSON.parse(this.#read(name));
  }

  #read(name: string): string {
    return readFileSync(path.join(this.#folder, name), 'utf8');
  }
}
