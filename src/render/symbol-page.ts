/**
 * The page of a symbol, as one pure function: the publishing step stamps its result into a shell that Astro rendered
 * once, `astro dev` puts it into the same layout.
 */
import type { SymbolRow } from '../kabi/history.ts';
import { compareText } from '../kabi/model.ts';
import type { HistoryTable } from '../kabi/schema/generated.ts';
import { listed } from '../kabi/sentences.ts';
import { newestState, symbolHistory, type ProductHistory } from '../kabi/symbol-history.ts';
import { symbolFinding, symbolLede } from '../kabi/symbol-sentences.ts';
import { symbolShard, type Urls } from '../kabi/urls.ts';
import { citation } from './citation.ts';
import { html, nothing, type Html } from './html.ts';
import { symbolName } from './names.ts';
import { eventTable } from './symbol-events.ts';
import { strip } from './symbol-strip.ts';

export interface PageContext {
  readonly table: HistoryTable;
  readonly urls: Urls;
  /** Scheme and host in front of every URL that is meant to be copied; `''` if the site does not know its own. */
  readonly origin: string;
}

export interface RenderedPage {
  readonly symbol: string;
  readonly title: string;
  readonly description: string;
  /** URL path, as createUrls makes it. */
  readonly path: string;
  readonly body: Html;
}

/**
 * One page per row, all with the same body.
 *
 * @param rows one symbol; or all those whose names differ in case only. They share one page, byte for byte the same
 * under each name: where a file system ignores case, both names still lead to both symbols.
 */
export function renderSymbolPages(rows: readonly SymbolRow[], context: PageContext): RenderedPage[] {
  const names = rows.map((row) => row.symbol).sort(compareText);
  const title = `${listed(names)} · kABI history`;
  const sections = rows.map((row) => symbolSection(row, context));
  const [only] = sections;
  if (sections.length === 1 && only !== undefined) {
    return names.map((name) => ({ symbol: name, title, ...only, path: context.urls.symbol(name) }));
  }
  const description = `${listed(names)} are different symbols whose names differ only in case.`;
  const body = html`<p class="note">${description}</p>
${sections.map((section, i) => html`<section id="${rows[i]?.symbol ?? ''}">${section.body}</section>`)}`;
  return names.map((name) => ({ symbol: name, title, description, body, path: context.urls.symbol(name) }));
}

function symbolSection(row: SymbolRow, context: PageContext): { description: string; body: Html } {
  const { urls, table } = context;
  const { symbol } = row;
  const products = symbolHistory(row, table);
  const shard = symbolShard(symbol);
  const lede = symbolLede(products);
  const body = html`<p class="crumbs"><a href="${urls.symbols}">Symbols</a> / <a href="${urls.symbolShard(shard)}">${shard}…</a></p>
<h1><code>${symbolName(symbol)}</code></h1>
${provider(products, urls)}
<p class="lede">${lede}</p>
<h2>CRC by release</h2>
${products.map(strip)}<p class="small soft">Oldest release first; releases with the same CRC join into a run. A module built on any release of a run loads on the others as far as this symbol decides.</p>
<h2>History</h2>
${products.toReversed().map((product) => eventTable(product, urls))}<p class="small soft">Equal CRCs do not prove equal behaviour. Why a CRC changed is not on file.</p>
${citation(`${symbol}: ${symbolFinding(products)}`, urls.symbol(symbol), context)}`;
  return { description: `${symbol}: ${symbolFinding(products)}`, body };
}

function provider(products: readonly ProductHistory[], urls: Urls): Html {
  const state = newestState(products);
  if (state === undefined) return nothing;
  const { module, type, namespace } = state;
  const as = type === '' ? nothing : html` as <code>${type}</code>`;
  const inNamespace = namespace === '' ? nothing : html` in namespace <code>${namespace}</code>`;
  return html`<p class="soft">exported by <a href="${urls.module(module)}"><code>${module}</code></a>${as}${inNamespace}</p>`;
}
