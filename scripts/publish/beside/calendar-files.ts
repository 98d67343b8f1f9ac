/** Calendars of what begins and ends for products: one for each that has a date, and one for all. */
import { dateWords, daysOf } from '../../../src/history/product-dates.ts';
import type { ProductEntry } from '../../../src/records/entries/product.ts';
import { CALENDAR_FILE } from '../../../src/addresses/urls.ts';
import { icsCalendar, type CalendarEvent } from '../../../src/views/frame/calendar.ts';
import { feedId, type FeedSite } from './feed-files.ts';
import type { GeneratedEntry } from './generated-entries.ts';
import type { TextFile } from './plain-files.ts';

type DatedProduct = Pick<ProductEntry, 'name' | 'title' | 'dates'>;

export function* calendarFiles(
  products: readonly GeneratedEntry<DatedProduct>[],
  site: FeedSite,
): Generator<TextFile> {
  const dated = products.map(({ data }) => data).filter(({ dates }) => dates.length > 0);
  if (dated.length === 0) return;
  const all = dated.map((product) => ({ product, events: eventsOf(product, site) }));
  yield [
    CALENDAR_FILE,
    icsCalendar({ title: `${site.title}: all products`, events: all.flatMap(({ events }) => events) }),
  ];
  for (const { product, events } of all)
    yield [`r/${product.name}/${CALENDAR_FILE}`, icsCalendar({ title: product.title, events })];
}

function eventsOf({ name, title, dates }: DatedProduct, { urls, origin }: FeedSite): CalendarEvent[] {
  return dates.map(({ kind, date, source }, index) => {
    const earlier = dates.slice(0, index).filter((each) => each.kind === kind).length;
    return {
      uid: feedId(`date ${name} ${kind} ${earlier}`).replace('urn:uuid:', ''),
      days: daysOf(date),
      title: `${title}: ${dateWords(kind)}`,
      description: `${source.title}, read ${source.read}: ${source.url}`,
      url: origin + urls.product(name),
      known: source.read,
    };
  });
}
