/** Architecture and flavour of a product: what a kernel is built for. */

/** The flavour of a kernel that is built without one: its folder carries the bare architecture name. */
export const DEFAULT_FLAVOUR = 'default';

export interface Variant {
  /** In the product's own spelling: `amd64`, `x86_64`. */
  readonly arch: string;
  /** `default`, `rt`, `cloud`, `64k`. */
  readonly flavour: string;
}

/** Folder and column name of a variant: `amd64`, `arm64-rt`. */
export function variantName(id: Variant): string {
  return id.flavour === DEFAULT_FLAVOUR ? id.arch : `${id.arch}-${id.flavour}`;
}

/** Inverse of variantName. An architecture's name holds no hyphen. */
export function parseVariantName(variant: string): Variant {
  const hyphen = variant.indexOf('-');
  if (hyphen < 0) return { arch: variant, flavour: DEFAULT_FLAVOUR };
  return { arch: variant.slice(0, hyphen), flavour: variant.slice(hyphen + 1) };
}

/** What most machines run, as products name it. */
const COMMON_ARCHES = ['amd64', 'x86_64'];

/**
 * The variant of which one figure is told where there is room for one: without a special flavour, of the most common
 * architecture. By its place among the names; 0 where there is none.
 */
export function mainVariant(variants: readonly string[]): number {
  const rank = (name: string) => {
    const { arch, flavour } = parseVariantName(name);
    return (flavour === DEFAULT_FLAVOUR ? 0 : 2) + (COMMON_ARCHES.includes(arch) ? 0 : 1);
  };
  const ranks = variants.map(rank);
  return Math.max(0, ranks.indexOf(Math.min(...ranks)));
}
