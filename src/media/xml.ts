import { Html, html } from './html.ts';

/** XML is written with the template of HTML: it escapes what both have to. */
export const xml = html;
export type Xml = Html;

/** What no XML document may hold, escaped or not (XML 1.0, Char): most control characters, and halves of surrogate pairs. */
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g;

export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').toWellFormed();
}
