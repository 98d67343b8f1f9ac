import { html, type Html } from '../../media/html.ts';
import { symbolName } from './names.ts';

/** Prose in which backticks mark code; code that is the name of a symbol with a page leads there. */
export function richText(
  text: string,
  hasPage: (symbol: string) => boolean,
  link: (symbol: string, code: Html) => Html,
): Html {
  const parts = text.split('`').map((part, index) => {
    if (index % 2 === 0) return html`${part}`;
    return hasPage(part) ? link(part, html`<code>${symbolName(part)}</code>`) : html`<code>${part}</code>`;
  });
  return html`${parts}`;
}
