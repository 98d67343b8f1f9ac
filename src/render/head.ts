import { html, type Html } from './html.ts';

export interface PageHead {
  readonly title: string;
  /** The page's finding in a sentence: what a search engine or a link preview shows. */
  readonly description: string;
  /** URL path of the page. */
  readonly path: string;
}

/** The part of a document's head that differs from page to page. */
export function pageHead({ title, description, path }: PageHead, origin: string): Html {
  const canonical = origin === '' ? '' : html`<link rel="canonical" href="${origin}${path}">`;
  return html`<title>${title}</title><meta name="description" content="${description}">${canonical}`;
}
