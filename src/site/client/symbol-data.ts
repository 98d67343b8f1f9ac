/**
 * Loads what the search box looks things up in: once, on first use. Every method fails with a DataFailure where its data do not
 * come, so that nothing passes for absent that was not looked up.
 */
import { createNameIndex, searchNames, type Match, type NameIndex } from '../../search/search.ts';
import type { Urls } from '../../addresses/urls.ts';
import { crcShard, findCrc, type Place } from '../../search/search-index.ts';
import type { SiteData } from '../../search/site-data.ts';
import { dataBelow } from './data/arrival.ts';
import { kindOf, nameOf, type TypeKey } from '../../types/table/table.ts';

interface TypeNames {
  readonly keys: readonly TypeKey[];
  /** Of the names without their kinds, in the order of the keys. */
  readonly names: NameIndex;
}

const KINDS_ASKED = /^(struct|union|enum|typedef)\s+(?=\S)/;
/** So many times as many are looked up where those of other kinds do not count. */
const MORE_THAN_KINDS = 5;

export class SymbolData {
  readonly #urls: Urls;
  readonly #data: SiteData;

  constructor(urls: Urls) {
    this.#urls = urls;
    this.#data = dataBelow(urls.root);
  }

  async names(): Promise<NameIndex> {
    const { search } = await this.#data.pointer();
    return this.#data.read(search.names, createNameIndex);
  }

  async places(): Promise<readonly Place[]> {
    const { search } = await this.#data.pointer();
    const [places, inTree] = await Promise.all([
      this.#data.json<Place[]>(search.places),
      this.#data.read(search.inTree, (text) => text.split('\n').filter((name) => name !== '')),
    ]);
    const modules = inTree.map((name): Place => ({
      ...{ name, kind: 'in-tree module', url: this.#urls.driver(name) },
    }));
    return [...places, ...modules];
  }

  async symbols(query: string, limit: number): Promise<readonly Match[]> {
    return searchNames(await this.names(), query, limit);
  }

  /** Types by their name, or by kind and name: `struct net_device`. */
  async types(query: string, limit: number): Promise<readonly (Match & { readonly url: string })[]> {
    const { search } = await this.#data.pointer();
    const { keys, names } = await this.#data.read(search.types, typeNames);
    const kind = KINDS_ASKED.exec(query)?.[1];
    const wanted = query.replace(KINDS_ASKED, '');
    const found = searchNames(names, wanted, kind === undefined ? limit : limit * MORE_THAN_KINDS);
    return found
      .flatMap((match) => {
        const key = keys[match.index];
        if (key === undefined) return [];
        if (kind !== undefined && kindOf(key) !== kind) return [];
        return [{ ...match, name: key, url: this.#urls.type(key) }];
      })
      .slice(0, limit);
  }

  /** Symbols that had a CRC starting with the query (`0x` and two digits or more), once each. */
  async byCrc(query: string, limit: number): Promise<readonly { name: string; crc: number }[]> {
    const shard = crcShard(query);
    if (shard === undefined) return [];
    // Its entries are positions in the names: both are of one build.
    const { search } = await this.#data.pointer();
    const shards = await this.#data.json<Readonly<Record<string, string>>>(search.crcs);
    const path = shards[shard];
    if (path === undefined) return [];
    const [{ names }, text] = await Promise.all([
      this.#data.read(search.names, createNameIndex),
      this.#data.read(path, (each) => each),
    ]);
    return findCrc(text, query)
      .slice(0, limit)
      .map(({ symbol, crc }) => ({ name: names[symbol] ?? '', crc }));
  }

  /** Products, releases, drivers and modules whose name holds the query. */
  async placesNamed(query: string, limit: number): Promise<readonly Place[]> {
    const wanted = query.trim().toLowerCase();
    const found = (await this.places()).flatMap((place) => {
      const name = place.name.toLowerCase();
      return name.includes(wanted) ? [{ place, rank: placeRank(name, wanted) }] : [];
    });
    found.sort((a, b) => a.rank - b.rank);
    return found.slice(0, limit).map(({ place }) => place);
  }
}

function typeNames(text: string): TypeNames {
  const keys = text.split('\n').filter((key) => key !== '') as TypeKey[];
  return { keys, names: createNameIndex(keys.map(nameOf).join('\n')) };
}

/** The last part of a module's path is the name people know: `mlx5_core`. */
function placeRank(name: string, wanted: string): number {
  const last = name.slice(name.lastIndexOf('/') + 1);
  if (last === wanted) return 0;
  return last.startsWith(wanted) ? 1 : 2;
}
