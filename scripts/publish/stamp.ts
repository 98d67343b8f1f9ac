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

/** What differs between one symbol's page and the next. */
export interface SymbolPage {
  readonly symbol: string;
  readonly head: string;
  readonly body: string;
}

export function symbolPages(rows: readonly SymbolRow[], context: PageContext): SymbolPage[] {
  const twins = Map.groupBy(rows, (row) => row.symbol.toLowerCase());
  return [...twins.values()].flatMap((group) =>
    renderSymbolPages(group, context).map((page) => ({
      symbol: page.symbol,
      head: pageHead(page, context.origin).text,
      body: page.body.text,
    })),
  );
}

/** @throws {Error} if the shell does not hold each placeholder exactly once */
export function createStamp(shell: Shell): (page: SymbolPage) => string {
  const [start, rest] = splitOnce(shell.html, shell.head);
  const [between, end] = splitOnce(rest, shell.body);
  return ({ head, body }) => start + head + between + body + end;
}

function splitOnce(text: string, placeholder: string): [string, string] {
  const [before, after, ...more] = text.split(placeholder);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`the symbol shell must hold ${placeholder} once: see src/pages/s/[symbol].astro`);
  }
  return [before, after];
}
