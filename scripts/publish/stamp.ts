/** Symbol pages: each row's head and body, stamped into the shell that Astro rendered. */
import type { SymbolRow } from '../../src/kabi/history.ts';
import { pageHead } from '../../src/render/head.ts';
import { renderSymbolPages, type PageContext } from '../../src/render/symbol-page.ts';

export interface Shell {
  readonly html: string;
  /** What stands for a page's own head and body. */
  readonly head: string;
  readonly body: string;
}

/**
 * What differs between one symbol's page and the next. As bytes: a text that was put together from pieces keeps every
 * piece in memory, which for 37,000 pages came to half a gigabyte.
 */
export interface SymbolPage {
  readonly symbol: string;
  readonly head: Buffer;
  readonly body: Buffer;
}

/** Path below the site's folder. */
export function symbolPageFile(symbol: string): string {
  return `s/${symbol}/index.html`;
}

export function symbolPages(rows: readonly SymbolRow[], context: PageContext): SymbolPage[] {
  const twins = Map.groupBy(rows, (row) => row.symbol.toLowerCase());
  return [...twins.values()].flatMap((group) =>
    renderSymbolPages(group, context).map((page) => ({
      symbol: page.symbol,
      head: Buffer.from(pageHead(page, context.origin).text),
      body: Buffer.from(page.body.text),
    })),
  );
}

/** @throws {Error} if the shell does not hold each placeholder exactly once */
export function createStamp(shell: Shell): (page: SymbolPage) => Buffer {
  const [beforeHead, rest] = splitOnce(shell.html, shell.head);
  const [beforeBody, afterBody] = splitOnce(rest, shell.body);
  const start = Buffer.from(beforeHead);
  const between = Buffer.from(beforeBody);
  const end = Buffer.from(afterBody);
  return ({ head, body }) => Buffer.concat([start, head, between, body, end]);
}

function splitOnce(text: string, placeholder: string): [string, string] {
  const [before, after, ...more] = text.split(placeholder);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`the symbol shell must hold ${placeholder} once: see src/pages/s/[symbol].astro`);
  }
  return [before, after];
}
