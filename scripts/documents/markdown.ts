/** Records become Markdown as trees, through remark: no text is ever glued, so nothing in it needs escaping by hand. */
import type { Image, ImageReference, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { stringify } from 'yaml';
import { htmlTable } from '../../src/documents/read/html-table.ts';
import { isLineBreak } from '../../src/documents/tables.ts';
import type { Phrase } from '../../src/lang/common/phrase.ts';

const writer = unified()
  .use(remarkStringify, { bullet: '-', rule: '-' })
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkFrontmatter);

const reader = unified().use(remarkParse).use(remarkGfm);

/** A document with front matter, as the pages' collections read it. */
export function markdownDocument(frontMatter: object, body: readonly RootContent[]): string {
  // Readers of front matter follow YAML 1.1, where a bare 2026-11-16 is a date: under that version it is quoted.
  const options = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;
  const yaml = stringify(frontMatter, options).trimEnd();
  return writer.stringify({ type: 'root', children: [{ type: 'yaml', value: yaml }, ...body] });
}

/**
 * Markdown that a person wrote for a part of a page, as a tree: its headings start below the page's own, and nothing in
 * it runs or loads anything. HTML stands there as the text that it is, a picture becomes a link.
 */
export function parseMarkdown(text: string): Root {
  const root = reader.parse(text);
  makeInert(root, PAGE_LEVELS);
  return root;
}

/** Markdown as a tree, its headings as they are: as inert, and with line breaks and tables that are written in HTML. */
export function readMarkdown(text: string): Root {
  const root = reader.parse(text);
  root.children = root.children.map((node) =>
    node.type === 'html' ? (htmlTable(node.value) ?? node) : node,
  );
  makeInert(root, 0);
  return root;
}

/** The same for what is the body of a page: its highest headings come right below the page's own. */
export function parseMarkdownBody(text: string): Root {
  const root = reader.parse(text);
  const highest = Math.min(...root.children.flatMap((node) => (node.type === 'heading' ? [node.depth] : [])));
  makeInert(root, BODY_LEVEL - highest);
  return root;
}

const PAGE_LEVELS = 2;
const BODY_LEVEL = 2;
/** Of the web, of mail, or relative. */
const SAFE_URL = /^(?:https?:|mailto:|[^:]*$|[^:]*[/?#])/i;
const BLOCK_PARENTS: ReadonlySet<string> = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition']);

/** @param levels by how many a heading goes down */
function makeInert(node: Nodes, levels: number): void {
  if (node.type === 'heading')
    node.depth = Math.max(1, Math.min(6, node.depth + levels)) as typeof node.depth;
  if ('url' in node && !SAFE_URL.test(node.url)) node.url = '';
  if (!('children' in node)) return;
  const holdsBlocks = BLOCK_PARENTS.has(node.type);
  // Every replacement is content that its parent may hold.
  node.children = node.children.map((child) => inert(child, holdsBlocks)) as typeof node.children;
  node.children.forEach((child) => makeInert(child, levels));
}

function inert(node: Nodes, isBlock: boolean): Nodes {
  if (node.type === 'html') {
    if (!isBlock && isLineBreak(node)) return { type: 'break' };
    const text = { type: 'text', value: node.value } as const;
    return isBlock ? { type: 'paragraph', children: [text] } : text;
  }
  if (node.type === 'image') return { type: 'link', url: node.url, children: [description(node)] };
  if (node.type === 'imageReference')
    return { ...node, type: 'linkReference', children: [description(node)] };
  return node;
}

function description({ alt }: Image | ImageReference): PhrasingContent {
  return { type: 'text', value: alt === undefined || alt === null || alt === '' ? 'picture' : alt };
}

export function phraseNode(phrase: Phrase, linkSymbol: (symbol: string) => string): RootContent {
  return {
    type: 'paragraph',
    children: phrase.map((part): PhrasingContent => {
      if (typeof part === 'string') return { type: 'text', value: part };
      return {
        type: 'link',
        url: linkSymbol(part.symbol),
        children: [{ type: 'inlineCode', value: part.symbol }],
      };
    }),
  };
}
