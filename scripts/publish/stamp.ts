/** Symbol pages: each row's body, stamped into the shell that Astro rendered. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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
 * Writes `<name>/index.html` for each symbol below `folder`. Synchronous on purpose: for tens of thousands of small
 * files, waiting for each to come back from the thread pool costs more than writing it.
 *
 * @param rows sorted by symbol
 * @returns the number of pages
 */
export function stampSymbolPages(
  rows: readonly SymbolRow[],
  context: PageContext,
  shell: Shell,
  folder: string,
): number {
  const parts = splitShell(shell);
  const twins = Map.groupBy(rows, (row) => row.symbol.toLowerCase());
  let pages = 0;
  for (const group of twins.values()) {
    for (const page of renderSymbolPages(group, context)) {
      const target = path.join(folder, page.symbol);
      mkdirSync(target, { recursive: true });
      const head = pageHead(page, context.origin).text;
      writeFileSync(path.join(target, 'index.html'), parts[0] + head + parts[1] + page.body.text + parts[2]);
      pages += 1;
    }
  }
  return pages;
}

function splitShell({ html, head, body }: Shell): [string, string, string] {
  const [before, rest, ...more] = html.split(head);
  const [between, after, ...evenMore] = (rest ?? '').split(body);
  if (before === undefined || between === undefined || after === undefined) {
    throw new Error('the symbol shell lacks its placeholders: see src/pages/s/[symbol].astro');
  }
  if (more.length > 0 || evenMore.length > 0) throw new Error('the symbol shell has a placeholder twice');
  return [before, between, after];
}
