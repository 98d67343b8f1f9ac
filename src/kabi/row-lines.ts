/** Rows as lines of JSON that begin with the name of what they are about: `{"symbol":"kfree",…}`. */

export function parseRows(text: string): unknown[] {
  return rowLines(text).map((line): unknown => JSON.parse(line));
}

/**
 * One of several parts of about the same size, read without parsing the others. Names that differ only in case, which
 * share a page, are in the same part.
 *
 * @param part from 0 to `of` - 1
 */
export function parseRowsPart(text: string, part: number, of: number): unknown[] {
  const own = rowLines(text).filter((line) => partOf(line, of) === part);
  return own.map((line): unknown => JSON.parse(line));
}

/** In groups of those whose names differ only in case. */
export function caseTwins<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Row[][] {
  return [...Map.groupBy(rows, (row) => nameOf(row).toLowerCase()).values()];
}

function rowLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** By what stands before the first quotation mark and comma: the name, or the same start of it in names that are alike. */
function partOf(line: string, of: number): number {
  const name = line.slice(0, line.indexOf('",')).toLowerCase();
  let sum = 0;
  for (let at = 0; at < name.length; at += 1) sum += name.charCodeAt(at);
  return sum % of;
}
