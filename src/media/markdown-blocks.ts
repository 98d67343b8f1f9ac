/** Markdown as the blocks of a text: for the bodies of entries. */
import type { List, ListItem, PhrasingContent, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { code, heading, list, paragraph, table, type Block, type Inline } from './blocks.ts';

/**
 * What a text has no form for is left out: images, HTML, rules.
 *
 * @param origin in front of addresses of the site itself
 */
export function markdownBlocks(nodes: readonly RootContent[], origin: string): Block[] {
  return nodes.flatMap((node): Block[] => {
    if (node.type === 'heading') return [heading(toString(node))];
    if (node.type === 'paragraph') return [paragraph(...inlines(node.children, origin))];
    if (node.type === 'list') return [list(items(node, origin))];
    if (node.type === 'table')
      return [table(node.children.map((row) => row.children.map((cell) => toString(cell))))];
    if (node.type === 'code') return [code(node.value)];
    return node.type === 'blockquote' ? markdownBlocks(node.children, origin) : [];
  });
}

/** Items of a list within one come after it, each with a hyphen more. */
function items(of: List, origin: string, lead = ''): Inline[][] {
  return of.children.flatMap((item) => {
    const inner = item.children.flatMap((child) =>
      child.type === 'list' ? items(child, origin, `${lead}- `) : [],
    );
    return [[...(lead === '' ? [] : [lead]), ...itemText(item, origin)], ...inner];
  });
}

function itemText({ children }: ListItem, origin: string): Inline[] {
  return children
    .filter(({ type }) => type !== 'list')
    .flatMap((child, index) => [
      ...(index === 0 ? [] : [' ']),
      ...(child.type === 'paragraph' ? inlines(child.children, origin) : [toString(child)]),
    ]);
}

function inlines(nodes: readonly PhrasingContent[], origin: string): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    if (node.type === 'inlineCode') return [{ code: node.value }];
    if (node.type === 'link')
      return [{ text: toString(node), url: node.url.startsWith('/') ? origin + node.url : node.url }];
    if (node.type === 'break') return [' '];
    return 'children' in node ? inlines(node.children, origin) : [toString(node)];
  });
}
