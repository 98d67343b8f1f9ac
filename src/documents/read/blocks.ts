/** Blocks of a Markdown document, as mdast has them, with the lines that they were read from. */
import type { BlockContent, Code, Heading, List, ListItem, Paragraph, PhrasingContent, Table } from 'mdast';
import type { Problem } from '../../base/problems.ts';

/** What a reader of one format found: fields before the text, the text, and what it could not place. */
export interface ReadText {
  readonly fields: readonly Field[];
  readonly blocks: readonly BlockContent[];
  readonly problems: readonly Problem[];
}

/** `标题: …` or `:Authors: …` */
export interface Field {
  readonly name: string;
  readonly value: string;
  /** 1-based, of the whole file. */
  readonly line: number;
}

/** Where a block comes from, in the form that remark gives its own. */
export function at<Node extends object>(node: Node, line: number): Node {
  const point = { line, column: 1 };
  return { ...node, position: { start: point, end: point } };
}

export function lineOf(node: {
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}) {
  return node.position?.start.line ?? 1;
}

export function paragraphNode(children: readonly PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children: [...children] };
}

export function textParagraph(text: string): Paragraph {
  return paragraphNode([{ type: 'text', value: text }]);
}

export function headingNode(depth: number, children: readonly PhrasingContent[]): Heading {
  return {
    type: 'heading',
    depth: Math.max(1, Math.min(6, depth)) as Heading['depth'],
    children: [...children],
  };
}

export function codeNode(value: string, lang?: string): Code {
  return { type: 'code', value, ...(lang === undefined ? {} : { lang }) };
}

/** @param start number of the first item; undefined: the items are not numbered */
export function listNode(items: readonly (readonly BlockContent[])[], start?: number): List {
  const children = items.map((item): ListItem => ({ type: 'listItem', spread: false, children: [...item] }));
  return {
    type: 'list',
    ordered: start !== undefined,
    ...(start === undefined ? {} : { start }),
    spread: false,
    children,
  };
}

export function tableNode(rows: readonly (readonly (readonly PhrasingContent[])[])[]): Table {
  return {
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: [...cell] })),
    })),
  };
}

const WIDE_END = /[\u3000-\u9fff\uff00-\uffef]$/;
const WIDE_START = /^[\u3000-\u9fff\uff00-\uffef]/;

/** Lines of one paragraph: between two Chinese characters the end of a line is no blank. */
export function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line;
    return WIDE_END.test(text) && WIDE_START.test(line) ? text + line : `${text}\n${line}`;
  }, '');
}
