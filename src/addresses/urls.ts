import { sha256 } from '../base/sha256.ts';
import { MAIN_LANGUAGE, TRANSLATIONS, type Language } from '../base/language.ts';
import type { TypeKey, TypeKind } from '../types/table/table.ts';
import { typePath } from './type-pages.ts';

/**
 * Every URL of the site is made here, relative to the base path that the site is published under. What is promised of
 * them stands in content/pages/urls.md.
 */
export interface Urls {
  readonly home: string;
  /** The root of the site, whatever the language: what files are relative to. */
  readonly root: string;
  readonly releases: string;
  readonly symbols: string;
  readonly modules: string;
  readonly drivers: string;
  /** The modules of kernels' own trees. */
  readonly inTree: string;
  readonly check: string;
  /** Any two builds, computed in the browser. */
  readonly anyCompare: string;
  /** The same with one side chosen, by the name of a build: `debian-12/6.1.0-54/amd64`. */
  compareWith(build: string): string;
  readonly types: string;
  typesOf(kind: TypeKind): string;
  /** Those whose names begin with a letter (typeLetter). */
  typesFrom(kind: TypeKind, letter: string): string;
  /** Reserve that is left in types, and that was used. */
  readonly reserve: string;
  type(key: TypeKey): string;
  readonly discussions: string;
  readonly notes: string;
  readonly policies: string;
  readonly practice: string;
  /** What lists hold of what registered drivers import: all lists, and one. */
  readonly driversOnLists: string;
  heldList(list: string): string;
  readonly glossary: string;
  readonly whatIfs: string;
  symbolShard(shard: string): string;
  symbol(symbol: string): string;
  /** In-tree modules that import a symbol. */
  importers(symbol: string): string;
  product(product: string): string;
  release(product: string, release: string): string;
  latest(product: string): string;
  /** What became of drivers on a release. */
  releaseDrivers(product: string, release: string): string;
  /** The product is that of the newer release. */
  compare(product: string, before: string, after: string): string;
  /** The changes of a module that has a page of its own there. */
  compareModule(product: string, before: string, after: string, module: string): string;
  /** A page of rows of a comparison (change-pages.ts); of the path `''`, the comparison's own. */
  compareRows(product: string, before: string, after: string, path: string): string;
  module(module: string): string;
  driver(driver: string): string;
  document(collection: 'discussions' | 'notes', id: string): string;
  vendor(vendor: string): string;
  /** One policy, or one cell of it, on the page of its vendor. */
  policy(vendor: string, policy: string, transition?: string): string;
  /** The product is that of the newer release. */
  whatIf(product: string, before: string, after: string): string;
  page(name: string): string;
  /** A file at the root of the site. */
  file(name: string): string;
  /** Which language the page of a path is in. */
  languageOf(path: string): Language;
  /** The path of the same page in another language. */
  translated(path: string, language: Language): string;
}

/**
 * What lies beside the `index.html` of a page, for mails and for programs. In the page's own folder they keep its promises
 * about addresses, and names that differ in case only share them as they share the page.
 */
export const PLAIN_FILES = { text: 'index.txt', json: 'index.json' } as const;

/** The announcement of a release (notes-text.ts), in the folder of its page: to publish, and to send. */
export const ANNOUNCEMENT_FILES = { markdown: 'announcement.md', mail: 'announcement.txt' } as const;

/** The Atom feed of a page, in its folder; that of all stands at the root. */
export const FEED_FILE = 'feed.atom';

/** The calendar of a product, in the folder of its page; that of all stands at the root. */
export const CALENDAR_FILE = 'dates.ics';

/** Says in a picture what a page says, in its folder. */
export const BADGE_FILE = 'badge.svg';

/** Stands among the names of drivers. No module is called so, as their names have no hyphen. */
export const IN_TREE = 'in-tree';

/**
 * Pages of prose exist in each language, those in Chinese below `/zh/`; pages of rows, such as symbols, once, in English.
 *
 * @param base path of the site's root: `/`, or `/some/path/`
 * @param language that pages of prose are to be in
 */
export function createUrls(base: string, language: Language = MAIN_LANGUAGE): Urls {
  const root = base.endsWith('/') ? base : `${base}/`;
  const prefix = (each: Language) => {
    const path = languagePath(each);
    return path === '' ? root : `${root}${path}/`;
  };
  const below = (start: string, segments: readonly string[]) =>
    `${start}${segments.map(encodeSegment).join('/')}/`;
  const at = (...segments: readonly string[]) => below(root, segments);
  const prose = (...segments: readonly string[]) => below(prefix(language), segments);
  const languageOf = (path: string) =>
    TRANSLATIONS.find((each) => path.startsWith(prefix(each))) ?? MAIN_LANGUAGE;
  return {
    home: prefix(language),
    root,
    releases: at('r'),
    symbols: at('symbols'),
    modules: at('m'),
    drivers: at('d'),
    inTree: at('d', IN_TREE),
    check: at('check'),
    anyCompare: at('compare'),
    compareWith: (build) => `${at('compare')}?b=${encodeURIComponent(build)}`,
    types: at('t'),
    typesOf: (kind) => at('t', kind),
    typesFrom: (kind, letter) => at('t', 'names', kind, letter),
    reserve: at('t', 'reserve'),
    type: (key) => at('t', ...typePath(key)),
    discussions: prose('discussions'),
    notes: prose('notes'),
    policies: prose('policy'),
    practice: prose('policy', 'practice'),
    driversOnLists: prose('policy', 'drivers'),
    heldList: (list) => prose('policy', 'drivers', list),
    glossary: prose('policy', 'glossary'),
    whatIfs: prose('policy', 'what-if'),
    symbolShard: (shard) => at('symbols', shard),
    symbol: (symbol) => at('s', symbolSegment(symbol)),
    importers: (symbol) => at('s', symbolSegment(symbol), 'importers'),
    product: (product) => at('r', product),
    release: (product, release) => prose('r', product, release),
    latest: (product) => at('r', product, 'latest'),
    releaseDrivers: (product, release) => at('r', product, release, 'drivers'),
    compare: (product, before, after) => at('c', product, pairName(before, after)),
    compareModule: (product, before, after, module) =>
      at('c', product, pairName(before, after), ...modulePath(module).split('/')),
    compareRows: (product, before, after, path) =>
      at('c', product, pairName(before, after), ...(path === '' ? [] : path.split('/'))),
    module: (module) => at('m', ...modulePath(module).split('/')),
    driver: (driver) => at('d', driver),
    document: (collection, id) => prose(collection, id),
    vendor: (vendor) => prose('policy', vendor),
    policy: (vendor, policy, transition) => `${prose('policy', vendor)}#${policyAnchor(policy, transition)}`,
    whatIf: (product, before, after) => prose('policy', 'what-if', product, pairName(before, after)),
    page: (name) => at(name),
    file: (name) => `${root}${name}`,
    languageOf,
    translated: (path, into) => prefix(into) + path.slice(prefix(languageOf(path)).length),
  };
}

/** The first segment of the addresses of pages in a language; empty of the main one, whose pages have none. */
export function languagePath(language: Language): string {
  return language === MAIN_LANGUAGE ? '' : language;
}

/**
 * The part of a URL or file name that stands for a module. One built outside the tree has an absolute path, or one that
 * starts with `..`: nothing of it may lead out of the site.
 */
export function modulePath(module: string): string {
  const parts = module.split('/').filter((part) => !/^\.{0,2}$/.test(part));
  return parts.length === 0 ? '_' : parts.join('/');
}

/** What the pages below /policy/ are called beside those of vendors. */
export const POLICY_PAGES = ['practice', 'drivers', 'glossary', 'what-if'] as const;

/** `rhel-9`, `rhel-9-between-minors` */
export function policyAnchor(policy: string, transition?: string): string {
  return transition === undefined ? policy : `${policy}-${transition}`;
}

/** `6.1.0-53..6.1.0-54` */
export function pairName(before: string, after: string): string {
  return `${before}..${after}`;
}

/** A file's name has 255 bytes at most (POSIX, NAME_MAX), and a symbol of Rust up to 511. */
const LONGEST_SEGMENT = 200;

/**
 * A symbol in an address: itself, but for names that no file could have, which end in a hash of the whole. No name has a `~`, so
 * that none is taken for another; the page shows the whole name.
 */
export function symbolSegment(symbol: string): string {
  if (symbol.length <= LONGEST_SEGMENT) return symbol;
  const hash = sha256(new TextEncoder().encode(symbol)).slice(0, 16);
  return `${symbol.slice(0, LONGEST_SEGMENT - hash.length - 1)}~${hash}`;
}

/** The characters that need no encoding: symbols, releases and modules rarely hold another. */
const PLAIN = /^[\w.~+@:$&,;=-]*$/;

/** Keeps what RFC 3986 allows in a path segment, so that `6.12.115+deb13.1` and `a..b` stay readable. */
function encodeSegment(segment: string): string {
  if (PLAIN.test(segment)) return segment;
  return encodeURIComponent(segment).replace(/%(2B|40|3A|24|26|2C|3B|3D)/g, (code) =>
    decodeURIComponent(code),
  );
}

/**
 * The A-Z list that a symbol is on: its first two characters after leading underscores, in lower case. The rule depends
 * on nothing but the name, so that a list keeps its URL.
 */
export function symbolShard(symbol: string): string {
  const letters = symbol
    .replace(/^[_.]+/, '')
    .replaceAll('.', '_')
    .toLowerCase();
  return letters === '' ? '_' : letters.slice(0, 2);
}
