import type { BlockContent, Table } from 'mdast';
import { at, lineOf, listNode, textParagraph } from './read/blocks.ts';
import { cellItems } from './tables.ts';

const PLAIN: ReadonlySet<string> = new Set(['text', 'break', 'html', 'inlineCode']);

/**
 * A table whose cells hold lists, as lists: Markdown has no other form for them. Each row is an item named by its first
 * cell, with what the other columns say below it. Any other table is left as it is, and so is one with links in it.
 */
export function withListedCells(table: Table): BlockContent {
  const [head = [], ...rows] = table.children.map((row) => row.children.map(cellItems));
  const isPlain = table.children.every((row) =>
    row.children.every((cell) => cell.children.every(({ type }) => PLAIN.has(type))),
  );
  if (!isPlain || rows.every((row) => row.every((cell) => cell.length < 2))) return table;
  const names = head.map((cell) => cell.join(' '));
  const items = rows.map(([first = [], ...cells]) => {
    const [name = ''] = names;
    const below = cells.map((cell, i): BlockContent[] => {
      const column = names[i + 1] ?? '';
      if (cell.length < 2) return [textParagraph(`${column}: ${cell.join('')}`)];
      return [textParagraph(`${column}:`), listNode(cell.map((item) => [textParagraph(item)]))];
    });
    return [textParagraph(`${name}: ${first.join('; ')}`), listNode(below)];
  });
  return at(listNode(items), lineOf(table));
}
