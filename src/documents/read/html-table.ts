/** A table that a Markdown file has in HTML, because its cells hold more than Markdown lets them. */
import type { PhrasingContent, Table } from 'mdast';
import { tableNode } from './blocks.ts';

const WHOLE = /^\s*<table\b[^>]*>([\s\S]*)<\/table>\s*$/i;
const ROW = /<tr\b[^>]*>([\s\S]*?)(?=<\/tr\s*>|<tr\b|$)/gi;
const CELL = /<t[hd]\b[^>]*>([\s\S]*?)(?=<\/t[hd]\s*>|<t[hd]\b|$)/gi;
const BREAK = /<br\s*\/?>|<\/(?:p|li|div)\s*>/i;

/** Undefined if the HTML is something else. Of what is in the cells, text and line breaks are kept. */
export function htmlTable(html: string): Table | undefined {
  const [, inner] = WHOLE.exec(html) ?? [];
  if (inner === undefined) return undefined;
  const rows = [...inner.matchAll(ROW)].map(([, row = '']) =>
    [...row.matchAll(CELL)].map(([, cell = '']) => cellContent(cell)),
  );
  const full = rows.filter((row) => row.length > 0);
  return full.length === 0 ? undefined : tableNode(full);
}

function cellContent(cell: string): PhrasingContent[] {
  const lines = cell
    .split(BREAK)
    .map((line) => decode(line.replace(/<[^>]*>/g, '')).trim())
    .filter((line) => line !== '');
  return lines.flatMap((value, i): PhrasingContent[] => [
    ...(i === 0 ? [] : [{ type: 'break' } as const]),
    { type: 'text', value },
  ]);
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  amp: '&',
  '#39': "'",
};

function decode(text: string): string {
  return text.replace(/&(lt|gt|quot|nbsp|amp|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
