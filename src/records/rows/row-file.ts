/**
 * The files of content/generated/rows/: what is too many for Markdown. `kabi build` writes them, the pages and what lies
 * beside them are made from them. Each kind has a file in this folder that knows its name, its form and its schema.
 */
import { z } from 'zod';
import { parseGroups, parseRows } from '../../base/row-lines.ts';

export interface RowFile<Data> {
  /** Below rows/. */
  readonly name: string;
  readonly write: (data: Data) => string;
  /** @throws {z.ZodError} if the text is not what `write` makes */
  readonly read: (text: string) => Data;
}

/** Rows as lines that are read one at a time: all at once they would take ten times the memory of their text. */
export interface LinesFile<Row> {
  readonly name: string;
  readonly write: (rows: Iterable<Row>) => string;
  readonly read: (text: string) => readonly Row[];
  /**
   * A part of the rows, in groups of those whose names differ only in case: they share a page.
   *
   * @param part from 0 to `of` - 1
   */
  readonly groups: (text: string, part: number, of: number) => Generator<Row[]>;
}

export function jsonFile<Data>(name: string, schema: z.ZodType<Data>): RowFile<Data> {
  return {
    name,
    write: (data) => jsonLine(z.encode(schema, data)),
    read: (text) => schema.parse(JSON.parse(text)),
  };
}

/**
 * Lines are not checked one by one: the build that wrote them reads them moments later, and there are tens of thousands.
 *
 * @param nameOf what a row is about; its first field
 */
export function linesFile<Row>(name: string, nameOf: (row: Row) => string): LinesFile<Row> {
  return {
    name,
    write: (rows) => {
      let text = '';
      for (const row of rows) text += jsonLine(row);
      return text;
    },
    read: (text) => parseRows(text) as Row[],
    groups: (text, part, of) => parseGroups(text, part, of, nameOf),
  };
}

function jsonLine(data: unknown): string {
  return `${JSON.stringify(data)}\n`;
}
