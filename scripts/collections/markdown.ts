/** Records become Markdown as trees, through remark: no text is ever glued, so nothing in it needs escaping by hand. */
import type { PhrasingContent, Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { stringify } from 'yaml';
import type { Phrase } from '../../src/kabi/sentences.ts';

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

/** Markdown that a person wrote, as a tree. */
export function parseMarkdown(text: string): Root {
  return reader.parse(text);
}

export function paragraph(phrase: Phrase, linkSymbol: (symbol: string) => string): RootContent {
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
