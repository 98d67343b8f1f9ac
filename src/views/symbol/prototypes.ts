/** How a symbol is declared, and since when: once for page, text and JSON. */
import { itemAt } from '../../base/items.ts';
import { getOrInsert } from '../../base/maps.ts';
import { compareText, listed } from '../../base/text.ts';
import { catalogOf } from '../../history/catalog.ts';
import type { HistoryTable } from '../../history/history-table.ts';
import type { Prototypes } from '../../records/rows/prototypes.ts';

export interface KnownPrototype {
  /** `int register_netdev(struct net_device *);` */
  readonly text: string;
  /** Where it is known, in the order of the table. */
  readonly places: readonly PrototypePlace[];
}

/** Releases from one to another of a variant. */
export interface PrototypePlace {
  readonly product: string;
  readonly title: string;
  readonly variant: string;
  readonly from: string;
  readonly to: string;
  readonly builds: number;
}

type Spans = Prototypes['spans'][number];

/** The same few hundred lists of places belong to tens of thousands of symbols: per list, the texts, newest first. */
const PLACES = new WeakMap<Spans, readonly { readonly text: number; readonly places: PrototypePlace[] }[]>();

/** The newest first; none if the types on file do not describe the symbol. */
export function prototypesOf(symbol: string, prototypes: Prototypes, table: HistoryTable): KnownPrototype[] {
  const own = Object.hasOwn(prototypes.symbols, symbol) ? prototypes.symbols[symbol] : undefined;
  const spans = own && prototypes.spans[own[0]];
  if (own === undefined || spans === undefined) return [];
  const [, ...texts] = own;
  let known = PLACES.get(spans);
  if (known === undefined) PLACES.set(spans, (known = placesOf(spans, table)));
  return known.map(({ text, places }) => ({ text: itemAt(texts, text), places }));
}

function placesOf(spans: Spans, table: HistoryTable): { text: number; places: PrototypePlace[] }[] {
  const { variants } = catalogOf(table);
  const byText = new Map<number, { text: number; places: PrototypePlace[]; newest: string }>();
  for (const { variant, from, to, text } of spans) {
    const { product, name, releases } = itemAt(variants, variant);
    const last = itemAt(releases, to);
    const own = getOrInsert(byText, text, () => ({ text, places: [], newest: '' }));
    own.places.push({
      ...{ product: product.name, title: product.title, variant: name },
      ...{ from: itemAt(releases, from), to: last, builds: to - from + 1 },
    });
    const day = product.dayOf(last) ?? '';
    if (day > own.newest) own.newest = day;
  }
  // Of two that are as new as each other, that of the newer product.
  return [...byText.values()].reverse().sort((a, b) => compareText(b.newest, a.newest));
}

/** `Debian 11; Debian 12 6.1.0-47 to 6.1.0-53`: releases are named of products that have another prototype as well. */
export function placeWords({ places }: KnownPrototype, others: readonly KnownPrototype[]): string {
  const mixed = new Set(others.flatMap((other) => other.places.map(({ product }) => product)));
  const parts = [...Map.groupBy(places, ({ product }) => product)].map(([product, own]) => {
    const title = own[0]?.title ?? '';
    if (!mixed.has(product)) return title;
    const byVariant = Map.groupBy(own, ({ variant }) => variant);
    const byReleases = Map.groupBy(byVariant.keys(), (variant) =>
      (byVariant.get(variant) ?? [])
        .map(({ from, to }) => (from === to ? from : `${from} to ${to}`))
        .join(', '),
    );
    return [...byReleases]
      .map(([releases, variants]) => `${title} ${releases} on ${listed(variants)}`)
      .join('; ');
  });
  return parts.join('; ');
}

/** How many builds on file declare it so. */
export function buildsOf({ places }: KnownPrototype): number {
  return places.reduce((sum, { builds }) => sum + builds, 0);
}

/** A piece of a prototype: with another one beside it, whether only this one has it. */
export interface PrototypePart {
  readonly text: string;
  readonly differs: boolean;
}

/**
 * A prototype in pieces: up to the opening parenthesis, and each parameter.
 *
 * @param other that it is compared with: pieces that both have in the same order do not differ
 */
export function partsAgainst(text: string, other: string): PrototypePart[] {
  const own = piecesOf(text);
  const theirs = piecesOf(other);
  const common = commonPieces(own, theirs);
  return own.map((piece, i) => ({ text: piece, differs: !common.has(i) }));
}

/** Commas within the parentheses of a parameter, such as a function, do not end it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    const ends = (character === '(' && depth === 1) || (character === ',' && depth === 1);
    if (ends || (character === ')' && depth === 0)) {
      const end = character === ')' ? at : at + 1;
      if (end > start) pieces.push(text.slice(start, end));
      start = end;
    }
  }
  if (start < text.length) pieces.push(text.slice(start));
  return pieces;
}

/** Indices into `a` of the longest common sequence; without the comma that follows a parameter. */
function commonPieces(a: readonly string[], b: readonly string[]): Set<number> {
  const bare = (piece: string | undefined) => (piece ?? '').trim().replace(/,$/, '');
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const lengthAt = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row === undefined) continue;
      row[j] =
        bare(a[i]) === bare(b[j])
          ? lengthAt(i + 1, j + 1) + 1
          : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const common = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (bare(a[i]) === bare(b[j])) {
      common.add(i);
      i += 1;
      j += 1;
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}
