/** The kernels on file that a module is checked against: all of them, or those that `--against` names. */
import { variantsOf, lineUp, type ProductLine } from '../../src/history/lineage.ts';
import { variantName, parseVariantName } from '../../src/kernel/variant.ts';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import type { LoaderPatches } from '../../src/kernel/loader.ts';
import { patchesOf } from '../../src/history/product.ts';
import { nearest } from '../../src/base/nearest.ts';
import { Fault, type Problem, type ProblemKind } from '../../src/base/problems.ts';
import type { SnapshotRecord } from '../../src/history/release.ts';
import { readProducts, readReleases } from '../corpus/read.ts';

/** A build on file, not read yet. */
export interface KernelOnFile {
  readonly id: SnapshotId;
  readonly record: SnapshotRecord;
  /** What its vendor makes of the loader. */
  readonly patches: LoaderPatches | undefined;
  /** `--against` names its architecture: it is compared with whatever there is. */
  readonly isNamed: boolean;
}

/**
 * Every kernel on file, by product, architecture and flavour, oldest first. A file at fault is left out, and said in
 * the problems.
 */
export async function kernelsOnFile(content: string): Promise<{
  readonly kernels: readonly KernelOnFile[];
  readonly lines: readonly ProductLine[];
  readonly problems: readonly Problem[];
}> {
  const { products, problems: faults } = await readProducts(content);
  const read = await Promise.all(products.map(({ name }) => readReleases(content, name)));
  const lines = lineUp(
    products,
    read.flatMap(({ releases }) => releases),
  );
  const kernels = lines.flatMap((line) =>
    variantsOf(line).flatMap((variant) =>
      line.releases.flatMap((release) => {
        const record = release.snapshots[variant.name];
        if (record === undefined) return [];
        const id = { product: variant.product, release: release.release, ...parseVariantName(variant.name) };
        return [{ id, record, patches: patchesOf(line.product), isNamed: false }];
      }),
    ),
  );
  return { kernels, lines, problems: [...faults, ...read.flatMap(({ problems }) => problems)] };
}

/** Stands for the newest release on file of each architecture and flavour, as in the addresses of a site. */
const LATEST = 'latest';

/**
 * Those that one `--against PRODUCT[/RELEASE][/ARCH]` names.
 *
 * @param kernels of each architecture and flavour, oldest first
 * @throws {Fault} if it names something that is not on file.
 */
export function selectKernels<T extends { readonly id: SnapshotId }>(
  kernels: readonly T[],
  against: string,
): (T & { readonly isNamed?: boolean })[] {
  const [product = '', ...rest] = against.replace(/\/+$/, '').split('/');
  const ofProduct = kernels.filter(({ id }) => id.product === product);
  if (ofProduct.length === 0) {
    throw notOnFile('unknown-product', against, product, new Set(kernels.map(({ id }) => id.product)));
  }
  const releases = new Set(ofProduct.map(({ id }) => id.release));
  const [first] = rest;
  const isLatest = first === LATEST && !releases.has(first);
  const hasRelease = first !== undefined && (isLatest || releases.has(first) || rest.length > 1);
  if (hasRelease && !isLatest && !releases.has(first))
    throw notOnFile('unknown-release', against, first, releases);
  const newest = new Map(ofProduct.map((each) => [variantName(each.id), each]));
  const ofRelease = isLatest
    ? [...newest.values()]
    : hasRelease
      ? ofProduct.filter(({ id }) => id.release === first)
      : ofProduct;
  const variant = hasRelease ? rest[1] : first;
  if (variant === undefined) return ofRelease;
  const found = ofRelease.filter(({ id }) => variantName(id) === variant);
  if (found.length === 0 || rest.length > 2) {
    const variants = new Set(ofRelease.map(({ id }) => variantName(id)));
    if (hasRelease) throw notOnFile('unknown-build', against, variant, variants);
    throw notOnFile('unknown-release', against, variant, releases);
  }
  return found.map((each) => ({ ...each, isNamed: true }));
}

function notOnFile(kind: ProblemKind, path: string, typed: string, known: ReadonlySet<string>): Fault {
  const names = nearest(typed, [...known]);
  const detail = names.length === 0 ? 'none is on file' : `did you mean ${names.join(', ')}?`;
  return new Fault({ kind, path, detail });
}
