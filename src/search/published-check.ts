/** The check of a driver against the kernels of a published site, as its page /check/ and `kabi check --site` run it. */
import { catalogOf } from '../history/catalog.ts';
import { checkDriver, concerns, type Check, type KernelToCheck } from '../load/check/check.ts';
import type { OpenedDriver } from '../load/check/driver.ts';
import { symbolsToLookUp } from '../load/diagnosis/diagnose.ts';
import { MODULE_LAYOUT } from '../load/builds/generations.ts';
import { symbolsOf } from '../load/check/driver-plans.ts';
import type { SnapshotId } from '../kernel/snapshot.ts';
import { parseVariantName, variantName } from '../kernel/variant.ts';
import type { KernelOnSite } from '../load/kernel-builds.ts';
import type { PublishedKernels } from './published-kernels.ts';

export type Asked = Pick<KernelToCheck, 'asked' | 'isNamed'>;

/**
 * Only what the inputs name is loaded; of kernels, those that concern a module, or all where a text is to be told of.
 *
 * @param askedOf what somebody asked of a kernel
 * @returns with the kernels that were looked at, oldest first
 */
export async function checkPublished(
  driver: OpenedDriver,
  kernels: PublishedKernels,
  askedOf: (id: SnapshotId) => Asked = () => ({}),
): Promise<Check & { readonly kernels: readonly KernelOnSite[] }> {
  const ids = await publishedBuilds(kernels);
  const isWanted = (id: SnapshotId) =>
    driver.facts.length > 0 ||
    driver.modules.some((opened) => concerns({ id, asked: 'yes', ...askedOf(id) }, opened));
  const variants = new Set(ids.filter(isWanted).map(variantName));
  const symbols = new Set([
    MODULE_LAYOUT,
    ...driver.modules.flatMap(({ module }) => symbolsOf(module)),
    ...driver.facts.flatMap((facts) => [...symbolsToLookUp(facts)]),
  ]);
  const onFile = (await kernels.withExports(symbols, variants)).reverse();
  const check = await checkDriver(
    driver,
    onFile.map(({ id, title, build }) => ({ id, title, ...askedOf(id), read: () => build })),
    (update, wanted) => kernels.causes(update, wanted),
    (wanted) => kernels.ends(wanted),
  );
  return { ...check, kernels: onFile };
}

/** Every build that the site has, of each architecture and flavour oldest first. */
export async function publishedBuilds(kernels: PublishedKernels): Promise<SnapshotId[]> {
  return catalogOf(await kernels.table()).variants.flatMap(({ product, name, releases }) =>
    releases.map((release) => ({ product: product.name, release, ...parseVariantName(name) })),
  );
}
