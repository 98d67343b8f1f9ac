/** The rows that stamped pages are made of: one part of them, of as many as their pages are made in. */
import type { SymbolRow } from '../../../src/history/runs.ts';
import { IN_TREE_DRIVERS, type InTreeDriver } from '../../../src/records/rows/in-tree.ts';
import { MODULES, moduleRowsFile, type ModuleRows } from '../../../src/records/rows/modules.ts';
import type { Rows } from '../../../src/records/rows/rows.ts';
import { SYMBOLS } from '../../../src/records/rows/symbols.ts';
import { TYPES, type TypeRow } from '../../../src/records/rows/types.ts';

export class RowData {
  readonly rows: Rows;
  readonly #part: number;
  readonly #of: number;

  constructor(rows: Rows, part: number, of: number) {
    this.rows = rows;
    this.#part = part;
    this.#of = of;
  }

  /** In groups of those whose names differ in case only, which share a page; the same holds of the next two. */
  symbols(): Generator<SymbolRow[]> {
    return this.rows.groups(SYMBOLS, this.#part, this.#of);
  }

  inTree(): Generator<InTreeDriver[]> {
    return this.rows.groups(IN_TREE_DRIVERS, this.#part, this.#of);
  }

  types(): Generator<TypeRow[]> {
    return this.rows.groups(TYPES, this.#part, this.#of);
  }

  *modules(): Generator<ModuleRows> {
    for (const [index, { module }] of this.rows.get(MODULES).entries()) {
      if (index % this.#of === this.#part) yield this.rows.read(moduleRowsFile(module));
    }
  }
}
