/** What each release did, in one figure of the product's main variant: the same wherever there is room for one. */
import { mainVariant } from '../../kernel/variant.ts';
import type { DiffSummary } from '../../history/diff.ts';
import type { RustChanges } from '../../history/rust-changes.ts';
import type { CompareEntry } from '../../records/entries/comparison.ts';
import type { ProductEntry } from '../../records/entries/product.ts';
import { compareText } from '../../base/text.ts';

export interface UpdateFigures {
  readonly product: { readonly name: string; readonly title: string };
  readonly release: string;
  /** Null where it is not known. */
  readonly built: string | null;
  /** The main variant, or the first that this release has. */
  readonly variant: string;
  /** Null of the oldest release on file: nothing can be said of it. */
  readonly summary: DiffSummary | null;
  readonly rust: RustChanges;
  /** Symbols on both sides of which the CRCs could be compared; 0 where none could. */
  readonly comparable: number;
  /** The nearest cause of most changed CRCs; null where none is known. */
  readonly cause: string | null;
}

/**
 * Newest first by day, those without a day last; of one day in the order of the product.
 *
 * @param comparisons of which the causes are told
 */
export function updateFigures(
  products: readonly ProductEntry[],
  comparisons: readonly Pick<CompareEntry, 'before' | 'after' | 'causes'>[],
): UpdateFigures[] {
  const causes = new Map(
    comparisons.flatMap(({ before, after, causes: own }) =>
      own.map(({ variant, nearest }) => [
        `${before.product}/${before.release} ${after.product}/${after.release} ${variant}`,
        nearest,
      ]),
    ),
  );
  return products
    .flatMap((product) =>
      product.releases.toReversed().map((release) => {
        const main = mainVariant(product.variants);
        const at = release.variants[main] ? main : release.variants.findIndex((each) => each !== null);
        const variant = release.variants[at] ?? null;
        const name = product.variants[at] ?? '';
        const before = variant?.before;
        const summary = variant?.summary ?? null;
        const common = (variant?.exports ?? 0) - (summary?.added ?? 0);
        const key =
          before && `${before.product}/${before.release} ${product.name}/${release.release} ${name}`;
        return {
          product: { name: product.name, title: product.title },
          ...{ release: release.release, built: release.built, variant: name, summary },
          rust: variant?.rust ?? { added: 0, removed: 0, renamed: 0 },
          comparable: summary === null ? 0 : Math.max(0, common - summary['not-comparable']),
          cause: key == null ? null : (causes.get(key) ?? null),
        };
      }),
    )
    .sort((a, b) => compareText(b.built ?? '', a.built ?? ''));
}
