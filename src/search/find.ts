/** One search over everything that has a page, for the list under the box and for the page behind it: one index, one ranking. */
import { rustName } from '../formats/exports/rust-names.ts';
import { kindOf, nameOf, type TypeKey } from '../types/table/table.ts';
import { createNameIndex, searchNames, type Match, type NameIndex, type Rank } from './search.ts';
import type { Place } from './search-index.ts';
import type { SearchQuery } from './search-query.ts';

export interface SearchIndex {
  readonly symbols: NameIndex;
  readonly types: TypeNames;
  readonly places: readonly Place[];
}

export interface TypeNames {
  readonly keys: readonly TypeKey[];
  /** Of the names without their kinds, in the order of the keys. */
  readonly names: NameIndex;
}

export type FoundKind = 'symbol' | 'type' | Place['kind'];

export interface NamedPage {
  readonly kind: FoundKind;
  /** What the page is about; of a type with its kind. */
  readonly name: string;
  /** What people read, where the name is mangled. */
  readonly readable?: string;
  readonly rank: Rank;
  /** Of a release, the title of its product. */
  readonly of?: string;
  /** Of a place. */
  readonly url?: string;
}

/** Of equal rank, in this order. */
const KINDS: readonly FoundKind[] = [
  'symbol',
  'type',
  'release',
  'driver',
  'module',
  'product',
  'in-tree module',
];
const RANK_ORDER: readonly Rank[] = [
  'exact',
  'exact-but-case',
  'exact-but-underscores',
  'prefix',
  'word-prefix',
  'substring',
  'typo',
];
const KINDS_ASKED = /^(struct|union|enum|typedef)\s+(?=\S)/;
/** So many times as many are looked up where those of other kinds do not count. */
const MORE_THAN_KINDS = 5;
/** Of a short list, so much is left to what is no symbol: a prefix fits hundreds of symbols, and few of anything else. */
const SHARE_OF_OTHERS = 0.4;

export function parseTypeNames(text: string): TypeNames {
  const keys = text.split('\n').filter((key) => key !== '') as TypeKey[];
  return { keys, names: createNameIndex(keys.map(nameOf).join('\n')) };
}

/** The best first, each page once. */
export function findNamed(
  { name, release }: Extract<SearchQuery, { kind: 'name' }>,
  index: SearchIndex,
  limit: number,
): NamedPage[] {
  const isType = KINDS_ASKED.test(name);
  if (name.trim() === '') return [];
  const symbols = isType || isVersion(name) ? [] : foundSymbols(name, index.symbols, limit);
  const others = [
    ...foundTypes(name, index.types, limit),
    ...(isType ? [] : foundPlaces(release ?? name, index.places)),
  ].sort(byRank);
  const room = Math.min(others.length, Math.ceil(limit * SHARE_OF_OTHERS));
  const kept = [
    ...symbols.slice(0, limit - room),
    ...others.slice(0, limit - Math.min(symbols.length, limit - room)),
  ];
  const isFound = kept.some(({ rank }) => rank !== 'typo');
  return distinct(kept.filter(({ rank }) => !isFound || rank !== 'typo').sort(byRank)).slice(0, limit);
}

/** What a query names to the letter, if it is one thing: there is no choice to offer. */
export function onlyExact(found: readonly NamedPage[]): NamedPage | undefined {
  const exact = found.filter(({ rank }) => rank === 'exact');
  return exact.length === 1 ? exact[0] : undefined;
}

function foundSymbols(name: string, symbols: NameIndex, limit: number): NamedPage[] {
  if (name.includes('::')) return foundRust(name, symbols).slice(0, limit);
  return searchNames(symbols, name, limit).map((match) => ({ ...named(match), kind: 'symbol' }));
}

function named({ name, rank }: Match): Pick<NamedPage, 'name' | 'rank' | 'readable'> {
  const readable = rustName(name)?.path;
  return readable === undefined ? { name, rank } : { name, rank, readable };
}

/** Rust symbols by their readable path: names of crates and modules, with `::` between them. */
function foundRust(query: string, symbols: NameIndex): NamedPage[] {
  const wanted = query.toLowerCase();
  return rustPaths(symbols)
    .flatMap(({ name, path }): NamedPage[] => {
      // A type that a method is of stands in angle brackets, which nobody types.
      const at = path.replace(/[<>]/g, '').toLowerCase().indexOf(wanted);
      if (at < 0) return [];
      const rank = path === query ? 'exact' : at === 0 ? 'prefix' : 'substring';
      return [{ kind: 'symbol', name, readable: path, rank }];
    })
    .sort(byRank);
}

const PATHS = new WeakMap<NameIndex, readonly { readonly name: string; readonly path: string }[]>();

function rustPaths(index: NameIndex): readonly { readonly name: string; readonly path: string }[] {
  const known = PATHS.get(index);
  if (known !== undefined) return known;
  const paths = index.names.flatMap((name) => {
    const path = rustName(name)?.path;
    return path === undefined ? [] : [{ name, path }];
  });
  PATHS.set(index, paths);
  return paths;
}

function foundTypes(name: string, { keys, names }: TypeNames, limit: number): NamedPage[] {
  const kind = KINDS_ASKED.exec(name)?.[1];
  const wanted = name.replace(KINDS_ASKED, '');
  const found = searchNames(names, wanted, kind === undefined ? limit : limit * MORE_THAN_KINDS);
  return found
    .flatMap(({ index, rank }): NamedPage[] => {
      const key = keys[index];
      if (key === undefined || (kind !== undefined && kindOf(key) !== kind)) return [];
      return [{ kind: 'type', name: key, rank }];
    })
    .slice(0, limit);
}

/** Products, releases, drivers and modules. The last part of a module's path is the name people know: `mlx5_core`. */
function foundPlaces(query: string, places: readonly Place[]): NamedPage[] {
  const wanted = query.trim().toLowerCase();
  const release = releaseIn(query)?.toLowerCase();
  return places.flatMap((place): NamedPage[] => {
    const rank = placeRank(place, wanted, release);
    if (rank === undefined) return [];
    const { kind, name, url, of } = place;
    return [{ kind, name, url, rank, ...(of === undefined ? {} : { of }) }];
  });
}

function placeRank(place: Place, wanted: string, release: string | undefined): Rank | undefined {
  const name = place.name.toLowerCase();
  if (place.also?.includes(wanted) === true) return 'exact';
  if (place.kind === 'release' && release !== undefined && name === release) return 'exact';
  const last = name.slice(name.lastIndexOf('/') + 1);
  if (last === wanted || name === wanted) return 'exact';
  if (last.startsWith(wanted) || name.startsWith(wanted)) return 'prefix';
  return name.includes(wanted) ? 'substring' : undefined;
}

/** Words of distributions around a release: `linux-image-6.1.0-54-cloud-amd64`, `uname -r 6.1.0-54-amd64`. */
const RELEASE =
  /^(?:uname\s+-r\s+|linux[- ](?:image|headers|modules|binary)?-?|kernel[- ](?:core|devel|default)?-?|v)?(\d+\.\d+[\w.+~]*(?:-[\w.+~]+)*?)((?:-(?:unsigned|common|dbg|rt|cloud|64k|16k|default|generic))*[-.](?:amd64|arm64|x86_64|aarch64|ppc64le|s390x|riscv64|loong64|i686|686|686-pae|armmp)(?:-(?:unsigned|dbg))?)?$/i;

/** The release that `uname -r`, a package or a vermagic names; undefined of what names none. */
export function releaseIn(text: string): string | undefined {
  const [first = ''] = text.trim().split(/\s+SMP\b/);
  const found = RELEASE.exec(first)?.[1];
  return found?.replace(/-(?:rt|cloud|64k|16k|unsigned|common)$/, '');
}

function isVersion(name: string): boolean {
  return releaseIn(name) !== undefined;
}

function byRank(a: NamedPage, b: NamedPage): number {
  return (
    RANK_ORDER.indexOf(a.rank) - RANK_ORDER.indexOf(b.rank) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    a.name.length - b.name.length ||
    (a.name < b.name ? -1 : 1)
  );
}

/** A module of a kernel's tree that exports symbols has a page for each; a page is listed once. */
function distinct(found: readonly NamedPage[]): NamedPage[] {
  return [...new Map(found.map((each) => [each.url ?? `${each.kind} ${each.name}`, each])).values()];
}
