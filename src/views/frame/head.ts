import { CALENDAR_FILE, FEED_FILE, PLAIN_FILES } from '../../addresses/urls.ts';
import { html, type Html } from '../../media/html.ts';

export interface PageHead {
  readonly title: string;
  /** The page's finding in a sentence: what a search engine or a link preview shows. */
  readonly description: string;
  /** URL path of the page. */
  readonly path: string;
  /** URL path of the page in whose folder its card lies (card.ts); that of the site where it has none. */
  readonly card?: string;
  /** Whether its text and JSON lie beside it, on a site that has any. */
  readonly hasPlainPages?: boolean;
  /** Whether it has a feed: its own, or one that comes with its text and JSON. */
  readonly feed?: 'own' | 'plain';
  /** Whether a calendar lies in its folder. */
  readonly hasCalendar?: boolean;
  /** The page in each of its languages, where there are several. */
  readonly alternates?: readonly { readonly hreflang: string; readonly path: string }[];
}

/** What all heads of a site have in common. */
export interface HeadSite {
  /** Scheme and host; `''` if the site does not know its own. */
  readonly origin: string;
  readonly hasPlainPages: boolean;
}

/** Relative, as they lie in the page's own folder: there are tens of thousands of such heads. */
const PLAIN = html`<link rel="alternate" type="text/plain" href="${PLAIN_FILES.text}"><link rel="alternate" type="application/json" href="${PLAIN_FILES.json}">`;
const CALENDAR = html`<link rel="alternate" type="text/calendar" href="${CALENDAR_FILE}">`;
const FEED = html`<link rel="alternate" type="application/atom+xml" href="${FEED_FILE}">`;

/** The part of a document's head that differs from page to page. */
export function pageHead(
  {
    title,
    description,
    path,
    hasPlainPages = false,
    feed,
    hasCalendar = false,
    card,
    alternates = [],
  }: PageHead,
  site: HeadSite,
): Html {
  const canonical = site.origin === '' ? '' : html`<link rel="canonical" href="${site.origin}${path}">`;
  const hasFeed = feed === 'own' || (feed === 'plain' && site.hasPlainPages);
  const plain = hasPlainPages && site.hasPlainPages ? PLAIN : '';
  const languages = alternates.map(
    (each) => html`<link rel="alternate" hreflang="${each.hreflang}" href="${site.origin}${each.path}">`,
  );
  // Without a picture of its own a page has nothing to add to what title and description say.
  const preview =
    card === undefined
      ? ''
      : html`<meta property="og:title" content="${title}"><meta property="og:description" content="${description}">`;
  return html`<title>${title}</title><meta name="description" content="${description}">${preview}${canonical}${plain}${hasFeed ? FEED : ''}${hasCalendar ? CALENDAR : ''}${languages}`;
}
