import { Html, html } from './html.ts';

/** A long name may wrap after its underscores, and nowhere else. */
export function symbolName(symbol: string): Html {
  if (symbol.length < 24) return html`${symbol}`;
  return new Html(html`${symbol}`.text.replace(/_(?=[^_])/g, '_<wbr>'));
}
