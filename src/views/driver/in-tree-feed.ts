/** What became of a module of kernels' own trees, release by release: who maintains a driver like it subscribes. */
import { catalogOf } from '../../history/catalog.ts';
import { firstOf, itemAt } from '../../base/items.ts';
import { compareText, counted, listed } from '../../base/text.ts';
import type { InTreeDriver } from '../../records/rows/in-tree.ts';
import { FEED_FILE } from '../../addresses/urls.ts';
import type { Feed, FeedEntry } from '../frame/feed.ts';
import type { InTreeContext } from './in-tree-driver.ts';
import { readCell, viewOf, type VariantView } from './in-tree-variant.ts';
import { verdictWords } from './plain-in-tree.ts';

/** Symbols named behind a verdict; the page has all. */
const MOST_NAMED = 100;

interface Update {
  readonly name: string;
  readonly product: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly day: string;
  readonly variant: string;
  readonly words: string;
  readonly symbols: readonly string[];
}

/** Of one page: of one module, or of all those whose names differ in case only. */
export function inTreeFeed(
  drivers: readonly InTreeDriver[],
  { table, urls, origin }: Pick<InTreeContext, 'table' | 'urls' | 'origin'>,
  feedId: (name: string) => string,
): Omit<Feed, 'author'> {
  const sorted = drivers.toSorted((a, b) => compareText(a.name, b.name));
  const names = sorted.map(({ name }) => name);
  const url = origin + urls.driver(firstOf(names));
  const dayOf = (product: string, release: string) => catalogOf(table).product(product).dayOf(release);
  const updates = sorted.flatMap(({ name, variants }) =>
    variants.flatMap((variant) => variantUpdates(name, viewOf(variant, table), dayOf)),
  );
  const groups = Map.groupBy(updates, ({ name, product, after }) => `${name} on ${product}/${after}`);
  return {
    id: feedId(`feed d/${names.join(' ')}/`),
    title: `${listed(names)}: which kernels load it`,
    url,
    self: `${url}${FEED_FILE}`,
    entries: [...groups].flatMap(([key, group]) => entryOf(group, url, feedId(`in-tree driver ${key}`))),
  };
}

/** A release whose day is not on file has no place in the order of time. */
function variantUpdates(
  name: string,
  { product, title, variantName, releases, builds }: VariantView,
  dayOf: (product: string, release: string) => string | null,
): Update[] {
  return builds.flatMap(({ release, cells, behind }): Update[] => {
    const after = releases[release + 1];
    const cell = cells[release + 1];
    const day = after === undefined ? null : dayOf(product, after);
    if (after === undefined || cell === undefined || day === null) return [];
    const { verdict, symbols } = readCell(cell);
    return [
      {
        name,
        product,
        title,
        before: itemAt(releases, release),
        after,
        day,
        variant: variantName,
        words: verdictWords(verdict, symbols),
        symbols: (behind ?? '').split(' ').filter((each) => each !== ''),
      },
    ];
  });
}

function entryOf(updates: readonly Update[], url: string, id: string): FeedEntry[] {
  const [first] = updates;
  if (first === undefined) return [];
  const symbols = [...new Set(updates.flatMap((update) => update.symbols))].sort(compareText);
  const more = symbols.length - MOST_NAMED;
  return [
    {
      id,
      title: `${first.name} on ${first.title} ${first.after}: ${listed(updates.map(({ words, variant }) => `${words} on ${variant}`))}`,
      url,
      day: first.day,
      paragraphs: updates.map(
        ({ before, after, variant, words }) => `The module of ${before} on ${after}, ${variant}: ${words}.`,
      ),
      items: [
        ...symbols.slice(0, MOST_NAMED),
        ...(more > 0 ? [`and ${counted(more, 'more symbol', 'more symbols')}`] : []),
      ],
    },
  ];
}
