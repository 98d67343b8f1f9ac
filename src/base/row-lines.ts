/** Rows as lines of JSON that begin with the name of what they are about: `{"symbol":"kfree",…}`. */
import { getOrInsert } from './maps.ts';

export function parseRows(text: string): unknown[] {
  return rowLines(text).map((line): unknown => JSON.parse(line));
}

/**
 * One of several parts of about the same size, in groups of those whose names differ only in case, which share a page. Rows
 * are read when their turn comes: all at once they would take ten times the memory of their text.
 *
 * @param part from 0 to `of` - 1
 */
export function* parseGroups<Row>(
  text: string,
  part: number,
  of: number,
  nameOf: (row: Row) => string,
): Generator<Row[]> {
  const groups = new Map<string, string[]>();
  for (const line of rowLines(text)) {
    const start = startOf(line);
    if (partOf(start, of) === part) getOrInsert(groups, start, () => []).push(line);
  }
  for (const lines of groups.values())
    yield* sameButCase(
      lines.map((line) => JSON.parse(line) as Row),
      nameOf,
    );
}

/** In groups of those whose names differ only in case. */
export function sameButCase<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Row[][] {
  return [...Map.groupBy(rows, (row) => nameOf(row).toLowerCase()).values()];
}

function rowLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** What stands before the first quotation mark and comma: the name, or the same start of it in names that are alike. */
function startOf(line: string): string {
  return line.slice(0, line.indexOf('",')).toLowerCase();
}

function partOf(start: string, of: number): number {
  let sum = 0;
  for (let at = 0; at < start.length; at += 1) sum += start.charCodeAt(at);
  return sum % of;
}
