/** Symbol pages: each row's body, stamped into the shell that Astro rendered. */
import type { SymbolRow } from '../../src/kabi/history.ts';
import { pageHead } from '../../src/render/head.ts';
import { renderSymbolPages, type PageContext } from '../../src/render/symbol-page.ts';

export interface Shell {
  readonly html: string;
  /** What stands for a page's own head and body. */
  readonly head: string;
  readonly body: string;
}

/** Every symbol's page: its name and its HTML. */
export function* stampSymbolPages(
  rows: readonly SymbolRow[],
  context: PageContext,
  shell: Shell,
): Generator<readonly [symbol: string, page: string]> {
  const [start, between, end] = splitShell(shell);
  for (const twins of Map.groupBy(rows, (row) => row.symbol.toLowerCase()).values()) {
    for (const page of renderSymbolPages(twins, context)) {
      const head = pageHead(page, context.origin).text;
      yield [page.symbol, start + head + between + page.body.text + end];
    }
  }
}

function splitShell({ html, head, body }: Shell): [string, string, string] {
  const [start, rest, ...more] = html.split(head);
  const [between, end, ...evenMore] = (rest ?? '').split(body);
  if (start === undefined || between === undefined || end === undefined) {
    throw new Error('the symbol shell lacks its placeholders: see src/pages/s/[symbol].astro');
  }
  if (more.length > 0 || evenMore.length > 0) throw new Error('the symbol shell has a placeholder twice');
  return [start, between, end];
}
