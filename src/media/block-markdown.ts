/** Blocks as Markdown: as a tree, through remark, so that nothing is escaped by hand. */
import type { PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { Block, Inline } from './blocks.ts';

const writer = unified().use(remarkStringify, { bullet: '-' }).use(remarkGfm, { tablePipeAlign: false });

export function blockMarkdown(blocks: readonly Block[]): string {
  const root: Root = { type: 'root', children: blocks.map(blockContent) };
  return writer.stringify(root);
}

function blockContent(block: Block): RootContent {
  switch (block.kind) {
    case 'title':
      return { type: 'heading', depth: 1, children: [{ type: 'text', value: block.text }] };
    case 'heading':
      return { type: 'heading', depth: 2, children: [{ type: 'text', value: block.text }] };
    case 'paragraph':
      return { type: 'paragraph', children: block.content.map(phrasing) };
    case 'list':
      return {
        type: 'list',
        spread: false,
        children: block.items.map((item) => ({
          type: 'listItem',
          spread: false,
          children: [{ type: 'paragraph', children: item.map(phrasing) }],
        })),
      };
    case 'table':
      // A table of Markdown has a head; these have none, so it is left blank.
      return { type: 'table', children: [row((block.rows[0] ?? []).map(() => '')), ...block.rows.map(row)] };
    case 'code':
      return { type: 'code', lang: 'c', value: block.text };
    case 'diff':
      return { type: 'code', lang: 'diff', value: block.text };
  }
}

function phrasing(part: Inline): PhrasingContent {
  if (typeof part === 'string') return { type: 'text', value: part };
  if ('code' in part) return { type: 'inlineCode', value: part.code };
  return { type: 'link', url: part.url, children: [{ type: 'text', value: part.text }] };
}

function row(cells: readonly string[]): TableRow {
  return {
    type: 'tableRow',
    children: cells.map((value) => ({ type: 'tableCell', children: [{ type: 'text', value }] })),
  };
}
