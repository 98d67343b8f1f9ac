/** What stands where a file lay beside a page that moved, if there is none like it beside the new one. */
import { z } from 'zod';
import { BADGE_FILE, CALENDAR_FILE, FEED_FILE, PLAIN_FILES } from '../../addresses/urls.ts';
import type { Redirect } from '../../addresses/redirects.ts';
import { wrapText } from '../../base/wrap-text.ts';
import { badge } from './badge.ts';
import { icsCalendar } from './calendar.ts';
import { atomFeed } from './feed.ts';

/** `index.json` of a page that moved to one without, or that was split. */
export const movedJsonSchema = z.object({
  schema: z.literal('kabi-reports/moved/1'),
  /** Addresses, with the site's where it knows it. */
  from: z.string(),
  to: z.array(z.string()).min(1),
  /** In a sentence, for readers. */
  why: z.string(),
});

/**
 * @param name of the file
 * @param root of the site, with its host where that is known
 */
export function movedFile({ from, to, why }: Redirect, name: string, root: string): string | undefined {
  const addresses = to.map((each) => root + each);
  const [first = root] = addresses;
  const title = `/${from} moved`;
  switch (name) {
    case PLAIN_FILES.text:
      return `${title} to\n${addresses.map((each) => `  <${each}>\n`).join('')}\n${wrapText(why, 72).join('\n')}\n`;
    case PLAIN_FILES.json:
      return `${JSON.stringify({ schema: 'kabi-reports/moved/1', from: root + from, to: addresses, why })}\n`;
    case BADGE_FILE:
      return badge(from.split('/').at(-2) ?? from, 'moved', 'neutral');
    case FEED_FILE:
      return atomFeed({
        ...{ id: `urn:kabi:moved:${from}`, title, url: first, self: root + from + FEED_FILE, author: title },
        entries: [],
      });
    case CALENDAR_FILE:
      return icsCalendar({ title, events: [] });
    default:
      return undefined;
  }
}
