/** Reads back what `kabi build` wrote into content/generated/, for what is published beside the pages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RootContent } from 'mdast';
import { toString as mdastText } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse } from 'yaml';
import type { z } from 'zod';
import { splitFrontMatter } from '../../../src/documents/read/front-matter.ts';
import { compareText } from '../../../src/base/text.ts';

export interface GeneratedEntry<Data> {
  /** Path below the collection's folder, without its ending. */
  readonly id: string;
  readonly data: Data;
  /** The body, as Markdown, and taken apart. */
  readonly body: string;
  readonly nodes: readonly RootContent[];
  /** The body, block by block, without its markup. */
  readonly paragraphs: readonly string[];
}

const reader = unified().use(remarkParse).use(remarkGfm);

/** @param folder of the collection; one that is not there has no entries */
export function readGeneratedEntries<T>(folder: string, schema: z.ZodType<T>): GeneratedEntry<T>[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.replaceAll(path.sep, '/'));
  return names.sort(compareText).map((name) => {
    const file = path.join(folder, name);
    const found = splitFrontMatter(readFileSync(file, 'utf8'));
    if (found === undefined) throw new Error(`${file} was written without front matter`);
    const nodes = reader.parse(found.body).children;
    return {
      id: name.slice(0, -'.md'.length),
      data: schema.parse(parse(found.yaml, { version: '1.1', maxAliasCount: -1 })),
      body: found.body,
      nodes,
      paragraphs: nodes.map((node) => mdastText(node)),
    };
  });
}
