/** Where the row of a symbol is in a comparison. */
import { pairName, symbolShard, type Urls } from '../../addresses/urls.ts';
import { partOf } from './change-parts.ts';
import type { ChangePlaces } from '../../records/rows/comparison.ts';

export interface ComparedPair {
  /** That of the newer release. */
  readonly product: string;
  readonly before: string;
  readonly after: string;
}

interface PlaceOfRows {
  readonly path: string;
  /** Of a module that is divided: where each part begins. */
  readonly parts: readonly { readonly path: string; readonly from: string }[];
}

/** The path, below the comparison, of the page that has a row. Empty: the comparison's own page. */
export function rowPathIn(place: PlaceOfRows | undefined, symbol: string): string {
  if (place === undefined || place.parts.length === 0) return place?.path ?? '';
  return partOf(place.parts, symbol, symbolShard(symbol))?.path ?? place.path;
}

/** The page of the comparison that lists a change of a symbol, with the row as fragment. */
export function changeRowUrl(
  { product, before, after }: ComparedPair,
  module: string,
  symbol: string,
  { changePlaces, urls }: { readonly changePlaces: ChangePlaces; readonly urls: Urls },
): string {
  const name = `${product}/${pairName(before, after)}`;
  const places = Object.hasOwn(changePlaces, name) ? changePlaces[name] : undefined;
  const place = places !== undefined && Object.hasOwn(places, module) ? places[module] : undefined;
  return `${urls.compareRows(product, before, after, rowPathIn(place, symbol))}#${symbol}`;
}
