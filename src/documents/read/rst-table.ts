/** Tables of reStructuredText: grids, and simple ones with columns marked by `====`. */
import type { BlockContent } from 'mdast';
import { joinLines, tableNode } from './blocks.ts';
import { rstInline } from './rst-inline.ts';

/** Undefined if the lines do not start with a regular table: cells that span others have no form in Markdown. */
export function rstTable(lines: readonly string[]): { block: BlockContent; length: number } | undefined {
  const [first = ''] = lines;
  return first.startsWith('+') ? gridTable(lines) : simpleTable(lines);
}

function gridTable(lines: readonly string[]): { block: BlockContent; length: number } | undefined {
  const length = lines.findIndex((line) => !/^[+|]/.test(line));
  const own = lines.slice(0, length < 0 ? lines.length : length);
  const borders = positions(own[0] ?? '', '+');
  const rows: string[][] = [];
  let cells: string[][] = [];
  for (const line of own.slice(1)) {
    if (line.startsWith('+')) {
      if (!/^[+=-]+$/.test(line)) return undefined;
      rows.push(cells.map(joinLines));
      cells = [];
      continue;
    }
    if (borders.some((border) => line[border] !== '|')) return undefined;
    for (const [column, [from, to]] of pairs(borders).entries()) {
      const part = line.slice(from + 1, to).trim();
      if (part !== '') (cells[column] ??= []).push(part);
      else cells[column] ??= [];
    }
  }
  return own.length < 3
    ? undefined
    : { block: tableNode(rows.map((row) => row.map(rstInline))), length: own.length };
}

function simpleTable(lines: readonly string[]): { block: BlockContent; length: number } | undefined {
  const isRule = (line: string) => /^=+(?:\s+=+)*\s*$/.test(line);
  const rules = lines.flatMap((line, i) => (isRule(line) ? [i] : []));
  // Head and body, or a body alone: the last rule is one before a blank line or the end.
  const end = rules.find((i) => i > 0 && (lines[i + 1] ?? '').trim() === '');
  if (end === undefined || end < 2) return undefined;
  const starts = [...(lines[0] ?? '').matchAll(/=+/g)].map((match) => match.index);
  const rows: string[][][] = [];
  for (const line of lines.slice(1, end)) {
    if (isRule(line) || line.trim() === '' || /^[-\s]+$/.test(line)) continue;
    const cells = starts.map((from, i) => line.slice(from, starts[i + 1]).trim());
    const isContinued = cells[0] === '' && rows.length > 0;
    const row = isContinued ? (rows.at(-1) ?? []) : starts.map(() => []);
    for (const [i, cell] of cells.entries()) if (cell !== '') row[i]?.push(cell);
    if (!isContinued) rows.push(row);
  }
  const content = rows.map((row) => row.map((cell) => rstInline(joinLines(cell))));
  return { block: tableNode(content), length: end + 1 };
}

function positions(line: string, mark: string): number[] {
  return line.split('').flatMap((character, i) => (character === mark ? [i] : []));
}

function pairs(borders: readonly number[]): [number, number][] {
  return borders.slice(1).map((to, i) => [borders[i] ?? 0, to]);
}
