import type { Urls } from '../../addresses/urls.ts';
import { rustName } from '../../formats/exports/rust-names.ts';
import { Html, html } from '../../media/html.ts';

/** A long name may wrap after its underscores, and nowhere else. */
export function symbolName(symbol: string): Html {
  if (symbol.length < 24) return html`${symbol}`;
  return new Html(html`${symbol}`.text.replace(/_(?=[^_])/g, '_<wbr>'));
}

/** A symbol that is on file, with the way to its page. One of Rust is shown as people write it. */
export function symbolLink(symbol: string, urls: Urls): Html {
  const rust = rustName(symbol);
  return html`<a href="${urls.symbol(symbol)}">${rust === undefined ? symbolName(symbol) : rust.path}</a>`;
}
