/**
 * Which products, releases and variants are on file: the one place that knows their order, neighbours, titles and days. Who
 * asks for one that is not there has made a mistake and gets an exception; what may be missing is `undefined` or null, and
 * says so in its type.
 */
import { itemAt } from '../base/items.ts';
import type { HistoryTable } from './history-table.ts';
import type { ReleaseRef } from './release-ref.ts';

export type CatalogTable = Pick<HistoryTable, 'products' | 'variants'>;

export class CatalogProduct {
  readonly name: string;
  readonly title: string;
  /** Oldest first. */
  readonly releases: readonly string[];
  readonly #days: readonly (string | null)[];
  readonly #places: ReadonlyMap<string, number>;

  constructor({ name, title, releases, built }: CatalogTable['products'][number]) {
    this.name = name;
    this.title = title;
    this.releases = releases;
    this.#days = built;
    this.#places = new Map(releases.map((release, index) => [release, index]));
  }

  /** Undefined while nothing of the product is on file. */
  get newest(): string | undefined {
    return this.releases.at(-1);
  }

  has(release: string): boolean {
    return this.#places.has(release);
  }

  /**
   * The place of a release in the order of the product.
   *
   * @throws {RangeError} if it is not on file
   */
  placeOf(release: string): number {
    const place = this.#places.get(release);
    if (place === undefined) throw new RangeError(`${this.name} has no release "${release}" on file`);
    return place;
  }

  /** Undefined before the oldest one. */
  before(release: string): string | undefined {
    return this.releases[this.placeOf(release) - 1];
  }

  /** Day of its newest snapshot; null where none says when it was built. */
  dayOf(release: string): string | null {
    return itemAt(this.#days, this.placeOf(release));
  }

  ref(release: string): ReleaseRef {
    this.placeOf(release);
    return { product: this.name, title: this.title, release };
  }
}

export interface CatalogVariant {
  readonly product: CatalogProduct;
  /** As variantName gives it. */
  readonly name: string;
  /** Those of which it has a snapshot on file, oldest first. */
  readonly releases: readonly string[];
}

export class Catalog {
  /** A followed product comes before those that follow it. */
  readonly products: readonly CatalogProduct[];
  /** As the rows number them. */
  readonly variants: readonly CatalogVariant[];
  readonly #byName: ReadonlyMap<string, CatalogProduct>;

  constructor({ products, variants }: CatalogTable) {
    this.products = products.map((each) => new CatalogProduct(each));
    this.variants = variants.map(({ product, name, releases }) => {
      const own = itemAt(this.products, product);
      return { product: own, name, releases: releases.map((index) => itemAt(own.releases, index)) };
    });
    this.#byName = new Map(this.products.map((product) => [product.name, product]));
  }

  /** Undefined if no such product is on file: for names that people wrote. */
  find(product: string): CatalogProduct | undefined {
    return this.#byName.get(product);
  }

  /** @throws {RangeError} if no such product is on file */
  product(name: string): CatalogProduct {
    const found = this.find(name);
    if (found === undefined) throw new RangeError(`no product "${name}" is on file`);
    return found;
  }

  /** Undefined where the product has no snapshot of it on file. */
  variant(product: string, name: string): CatalogVariant | undefined {
    return this.variants.find((each) => each.product.name === product && each.name === name);
  }
}

const catalogs = new WeakMap<CatalogTable, Catalog>();

/** That of a table, made once for each. */
export function catalogOf(table: CatalogTable): Catalog {
  const known = catalogs.get(table);
  if (known !== undefined) return known;
  const made = new Catalog(table);
  catalogs.set(table, made);
  return made;
}
