/** Where a symbol is gone: by product, the release that lacks it first, and the last one before it. */
import { itemAt } from '../../base/items.ts';
import type { ProductHistory, VariantHistory } from '../symbol-history.ts';

export interface GoneFrom {
  readonly product: string;
  readonly title: string;
  /** The first that lacks it for good. */
  readonly release: string;
  /** Those that lost it; `all` if none of the product's newest kernels has it. */
  readonly variants: 'all' | readonly string[];
  /** The last release that had it, of this product or the one that it follows. */
  readonly last: { readonly product: string; readonly title: string; readonly release: string };
}

/**
 * @param products as symbolHistory returns them, a followed one before those that follow it
 * @returns products in that order; of those that follow one which lost it none, as they never had it
 */
export function goneFrom(products: readonly ProductHistory[]): GoneFrom[] {
  return products.flatMap((product): GoneFrom[] => {
    const lost = product.variants.flatMap((variant) => {
      const at = lostAt(variant);
      return at === undefined ? [] : [{ name: variant.name, at }];
    });
    const [first] = lost;
    if (first === undefined) return [];
    const isAll = product.variants.every((variant) => variant.newest === null && !isBeyondList(variant));
    const at = isAll ? Math.max(...lost.map((each) => each.at)) : first.at;
    const own = lastBefore(product, at);
    const before = own ?? lastOfEarlier(products.slice(0, products.indexOf(product)));
    if (before === undefined) return [];
    return [
      {
        product: product.name,
        title: product.title,
        release: itemAt(product.releases, at),
        variants: isAll ? 'all' : lost.map(({ name }) => name),
        last: before,
      },
    ];
  });
}

/** Index of the release in which it went for good. */
function lostAt(variant: VariantHistory): number | undefined {
  if (variant.newest !== null || isBeyondList(variant)) return undefined;
  return [...variant.events].findLast(([, { kinds }]) => kinds.includes('removed'))?.[0];
}

/** Whether only a part of its newest kernel's exports is on file: what is not in it need not be gone. */
function isBeyondList({ spans }: VariantHistory): boolean {
  return spans.at(-1)?.kind === 'not-listed';
}

function lastBefore(product: ProductHistory, at: number): GoneFrom['last'] | undefined {
  const ends = product.variants.flatMap(({ spans }) =>
    spans.flatMap((span) => (span.kind === 'present' && span.to < at ? span.to : [])),
  );
  const release = product.releases[Math.max(-1, ...ends)];
  return release === undefined ? undefined : { product: product.name, title: product.title, release };
}

function lastOfEarlier(products: readonly ProductHistory[]): GoneFrom['last'] | undefined {
  for (const product of products.toReversed()) {
    const found = lastBefore(product, product.releases.length);
    if (found !== undefined) return found;
  }
  return undefined;
}
