import { getOrInsert } from '../../base/maps.ts';
import type { LinesFile, RowFile } from './row-file.ts';

/** The row files of one build, for whoever can read files. */
export class Rows {
  readonly #textOf: (name: string) => string;
  readonly #read = new Map<string, unknown>();

  /** @param textOf the text of a file below rows/ */
  constructor(textOf: (name: string) => string) {
    this.#textOf = textOf;
  }

  /** What a file holds; it is read once and kept. */
  get<Data>(file: RowFile<Data>): Data {
    return getOrInsert(this.#read, file.name, () => this.read(file)) as Data;
  }

  /** What a file holds; not kept, as for one of thousands. */
  read<Data>(file: Pick<RowFile<Data>, 'name' | 'read'>): Data {
    return file.read(this.#textOf(file.name));
  }

  /** @param part from 0 to `of` - 1 */
  groups<Row>(file: LinesFile<Row>, part: number, of: number): Generator<Row[]> {
    return file.groups(this.#textOf(file.name), part, of);
  }

  text(file: { readonly name: string }): string {
    return this.#textOf(file.name);
  }
}
