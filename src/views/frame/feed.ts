/** Atom feeds (RFC 4287). */
import { xml, xmlText } from '../../media/xml.ts';

export interface FeedEntry {
  /** An IRI that stays the same wherever the site moves. */
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** `2026-11-16`, as the data has it. */
  readonly day: string;
  readonly paragraphs: readonly string[];
  /** Listed below the paragraphs. */
  readonly items: readonly string[];
}

export interface Feed {
  readonly id: string;
  readonly title: string;
  /** The page that the feed is about, and the feed's own address. */
  readonly url: string;
  readonly self: string;
  readonly author: string;
  /** Address of the calendar of the same things, if there is one. */
  readonly calendar?: string;
  /** In any order. */
  readonly entries: readonly FeedEntry[];
}

/** Readers fetch a feed every hour: it holds the newest. */
const MOST = 60;
/** Of a feed without entries: it has to have a time, and none is known. */
const NO_DAY = '1970-01-01';

export function atomFeed({ id, title, url, self, author, calendar, entries }: Feed): string {
  const newest = entries
    .toSorted((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? 1 : -1))
    .slice(0, MOST);
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${xmlText(id)}</id>
<title>${xmlText(title)}</title>
<updated>${time(newest[0]?.day ?? NO_DAY)}</updated>
<author><name>${xmlText(author)}</name></author>
<link rel="self" type="application/atom+xml" href="${xmlText(self)}"/>
<link rel="alternate" type="text/html" href="${xmlText(url)}"/>
${
  calendar === undefined
    ? ''
    : xml`<link rel="related" type="text/calendar" href="${xmlText(calendar)}"/>
`
}${newest.map(entryXml)}</feed>
`.text;
}

function entryXml({ id, title, url, day, paragraphs, items }: FeedEntry) {
  // HTML within XML: escaped once for each.
  const list = items.length === 0 ? '' : xml`<ul>${items.map((item) => xml`<li>${xmlText(item)}</li>`)}</ul>`;
  const content = xml`${paragraphs.map((each) => xml`<p>${xmlText(each)}</p>`)}${list}`;
  return xml`<entry>
<id>${xmlText(id)}</id>
<title>${xmlText(title)}</title>
<updated>${time(day)}</updated>
<link rel="alternate" type="text/html" href="${xmlText(url)}"/>
<content type="html">${content.text}</content>
</entry>
`;
}

function time(day: string): string {
  return `${day}T00:00:00Z`;
}
