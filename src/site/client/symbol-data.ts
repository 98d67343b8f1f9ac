/**
 * Loads what the search box looks things up in: once, on first use. Every method fails with a DataFailure where its data do not
 * come, so that nothing passes for absent that was not looked up.
 */
import { createNameIndex, searchNames, type Match, type NameIndex } from '../../search/search.ts';
import type { Urls } from '../../addresses/urls.ts';
import { crcShard, findCrc, type Place } from '../../search/search-index.ts';
import type { SiteData } from '../../search/site-data.ts';
import { dataBelow } from './data/arrival.ts';
import { parseTypeNames, type TypeNames } from '../../search/find.ts';

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

  /** Types that have a page. */
  async types(): Promise<TypeNames> {
    const { search } = await this.#data.pointer();
    return this.#data.read(search.types, parseTypeNames);
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
}
