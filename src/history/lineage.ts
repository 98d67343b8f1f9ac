/** Which release comes after which: within a product by its version scheme, across products by `follows`. */
import { compareText } from '../base/text.ts';
import type { SnapshotId } from '../kernel/snapshot.ts';
import type { Problem } from '../base/problems.ts';
import type { Product } from './product.ts';
import type { ReleaseRecord } from './release.ts';
import { compareReleases } from '../kernel/versions/order.ts';

/** A product with its releases, oldest first. */
export interface ProductLine {
  readonly product: Product;
  readonly releases: readonly ReleaseRecord[];
}

/** The builds of one architecture and flavour of one product, oldest first. */
export interface VariantLine {
  readonly product: string;
  /** As variantName gives it: `amd64`, `arm64-rt`. */
  readonly name: string;
  /** The releases that have a snapshot on file. */
  readonly releases: readonly string[];
}

/** Two snapshots of which the second is the next one on file after the first. */
export interface Update {
  readonly variant: string;
  readonly before: Pick<SnapshotId, 'product' | 'release'>;
  readonly after: Pick<SnapshotId, 'product' | 'release'>;
}

/** The products in the order given, except that one that is followed comes before those that follow it. */
export function lineUp(products: readonly Product[], releases: readonly ReleaseRecord[]): ProductLine[] {
  const byProduct = Map.groupBy(releases, (release) => release.product);
  return followedFirst(products).map((product) => ({
    product,
    releases: (byProduct.get(product.name) ?? []).toSorted((a, b) =>
      compareReleases(product.order, a.release, b.release),
    ),
  }));
}

function followedFirst(products: readonly Product[]): Product[] {
  const byName = new Map(products.map((product) => [product.name, product]));
  const placed = new Set<Product>();
  const place = (product: Product | undefined, followers: readonly Product[]) => {
    if (product === undefined || placed.has(product) || followers.includes(product)) return;
    place(byName.get(product.follows ?? ''), [...followers, product]);
    placed.add(product);
  };
  for (const product of products) place(product, []);
  return [...placed];
}

export function variantsOf(line: ProductLine): VariantLine[] {
  const names = new Set(line.releases.flatMap((release) => Object.keys(release.snapshots)));
  return [...names].sort(compareText).map((name) => ({
    product: line.product.name,
    name,
    releases: line.releases.filter((r) => name in r.snapshots).map((r) => r.release),
  }));
}

/**
 * Every pair of neighbours per architecture and flavour. The first release of a product is the neighbour of the last
 * one of the product that it follows, where both have the same architecture and flavour on file.
 */
export function updatesOf(lines: readonly ProductLine[]): Update[] {
  const byName = new Map(lines.map((line) => [line.product.name, line]));
  return lines.flatMap((line) =>
    variantsOf(line).flatMap((variant) => {
      const own = variant.releases.map((release) => ({ product: variant.product, release }));
      const forebear = lastOf(byName.get(line.product.follows ?? ''), variant.name);
      const all = forebear === undefined ? own : [forebear, ...own];
      return all.slice(1).flatMap((after, index) => {
        const before = all[index];
        return before === undefined ? [] : [{ variant: variant.name, before, after }];
      });
    }),
  );
}

function lastOf(line: ProductLine | undefined, variantName: string): Update['before'] | undefined {
  const release = line?.releases.findLast((each) => variantName in each.snapshots);
  return release && { product: release.product, release: release.release };
}

/** `follows` must name a product on file, and not lead back to where it started. */
export function checkLineage(products: readonly Product[], pathOf: (product: string) => string): Problem[] {
  const byName = new Map(products.map((product) => [product.name, product]));
  return products.flatMap((product): Problem[] => {
    const seen = new Set([product.name]);
    for (let at = product.follows; at !== undefined; at = byName.get(at)?.follows) {
      const detail = !byName.has(at)
        ? `product "${at}" in "follows"`
        : seen.has(at)
          ? `"follows" leads back to "${at}"`
          : undefined;
      if (detail !== undefined) {
        return [{ kind: 'unresolved-reference', path: pathOf(product.name), detail }];
      }
      seen.add(at);
    }
    return [];
  });
}
