/** What the box suggests and the page behind it lists: one look-up for both. */
import { formatCrc } from '../../kernel/export.ts';
import { say } from '../../lang/message.ts';
import type { Urls } from '../../addresses/urls.ts';
import { failureKind, type DataFailureKind } from '../../search/data-failure.ts';
import { findNamed, onlyExact, parseTypeNames, type NamedPage } from '../../search/find.ts';
import { namesIn, readQuery, type SearchQuery } from '../../search/search-query.ts';
import { createNameIndex } from '../../search/search.ts';
import type { TypeKey } from '../../types/table/table.ts';
import { toFragment } from './permalink.ts';
import type { SymbolData } from './symbol-data.ts';
import { language, texts } from './texts.ts';

export interface Hit {
  readonly text: string;
  readonly what: string;
  readonly url: string;
}

export interface LookedUp {
  /** The name or the CRC that was looked up. */
  readonly sought: string;
  readonly hits: readonly Hit[];
  /** Where the query is the name of one thing. */
  readonly exact: Hit | undefined;
  /** Where the query is a log rather than a name: what leads to its diagnosis. */
  readonly diagnosis: string | undefined;
  /** What is known though nothing is found. */
  readonly note: string | undefined;
  /** Whether pages of prose may tell more. */
  readonly mayBeProse: boolean;
  /** Why the hits may not be all. */
  readonly failure: DataFailureKind | undefined;
}

const NO_NAMES = createNameIndex('');
const NO_TYPES = parseTypeNames('');
/** A single message may be looked up by its symbol; more of them are a log. */
const A_LOG = 2;

export async function lookUp(text: string, data: SymbolData, urls: Urls, most: number): Promise<LookedUp> {
  const { query, messages } = await read(text);
  const gaps: DataFailureKind[] = [];
  const orElse = async <T>(found: Promise<T>, nothing: T): Promise<T> => {
    try {
      return await found;
    } catch (error) {
      gaps.push(failureKind(error));
      return nothing;
    }
  };
  const [symbols, types, places] = await Promise.all([
    orElse(data.names(), NO_NAMES),
    orElse(data.types(), NO_TYPES),
    orElse(data.places(), []),
  ]);
  const index = { symbols, types, places };
  const hitOf = (found: NamedPage) => namedHit(found, urls);
  if (query.kind === 'crc') {
    const owners = await orElse(data.byCrc(query.crc, most), []);
    const named =
      query.name === undefined
        ? []
        : findNamed({ kind: 'name', name: query.name }, index, most).filter(({ rank }) => rank === 'exact');
    const others = owners.filter(({ name }) => named.every((each) => each.name !== name));
    const hits = [
      ...named.map(hitOf),
      ...others.map(({ name, crc }) => ({ text: name, what: formatCrc(crc), url: urls.symbol(name) })),
    ];
    const note = owners.length === 0 ? say(texts.crcNotOnFile, { crc: query.crc }) : undefined;
    return {
      sought: query.crc,
      hits,
      note,
      exact: undefined,
      diagnosis: undefined,
      mayBeProse: false,
      failure: gaps[0],
    };
  }
  const whole = findNamed(query, index, most);
  const found = whole.length > 0 ? whole : namesIn(text).flatMap((name) => exactly(name, index));
  const isLog = messages.count >= A_LOG || (messages.count > 0 && messages.symbols === 0);
  const diagnosis =
    messages.count === 0
      ? undefined
      : urls.check + (await toFragment({ modules: [], texts: [text], providers: [] }));
  const only = query.name === text.trim() ? onlyExact(whole) : undefined;
  const link = diagnosis === undefined ? [] : [{ text: texts.diagnose, what: texts.page, url: diagnosis }];
  const hits = found.map(hitOf);
  return {
    sought: query.name,
    hits: isLog ? [...link, ...hits] : [...hits, ...link],
    exact: only === undefined ? undefined : hitOf(only),
    diagnosis: isLog ? diagnosis : undefined,
    note: undefined,
    mayBeProse: true,
    failure: gaps[0],
  };
}

async function read(text: string): Promise<{
  readonly query: SearchQuery;
  readonly messages: { readonly count: number; readonly symbols: number };
}> {
  if (!/\s/.test(text.trim())) return { query: readQuery(text), messages: { count: 0, symbols: 0 } };
  const { messagesIn, readMessage } = await import('../../search/messages.ts');
  return { query: readMessage(text), messages: messagesIn(text) };
}

function exactly(name: string, index: Parameters<typeof findNamed>[1]): NamedPage[] {
  return findNamed({ kind: 'name', name }, index, 1).filter(({ rank }) => rank === 'exact');
}

function namedHit({ kind, name, readable, rank, of, url }: NamedPage, urls: Urls): Hit {
  switch (kind) {
    case 'symbol':
      return {
        text: readable ?? name,
        what: rank === 'typo' ? texts.similarSymbol : texts.symbol,
        url: urls.symbol(name),
      };
    case 'type':
      return {
        text: name,
        what: rank === 'typo' ? texts.similarType : texts.type,
        url: urls.type(name as TypeKey),
      };
    case 'driver':
    case 'in-tree module':
    case 'module':
    case 'product':
    case 'release': {
      const place = url ?? urls.root;
      return {
        text: name,
        what:
          of === undefined ? texts.kinds[kind] : say(texts.kindOf, { kind: texts.kinds[kind], product: of }),
        url: kind === 'release' ? urls.translated(place, language) : place,
      };
    }
  }
}

/** Pages of prose stand behind what is named so; a page that is there already is not said again. */
export function withProse(
  hits: readonly Hit[],
  pages: readonly { readonly title: string; readonly url: string }[],
): Hit[] {
  const known = new Set(hits.map(({ url }) => pathOf(url)));
  const more = pages.filter(({ url }) => !known.has(pathOf(url)));
  return [...hits, ...more.map(({ title, url }) => ({ text: title, what: texts.page, url }))];
}

function pathOf(url: string): string {
  return new URL(url, location.href).pathname;
}
