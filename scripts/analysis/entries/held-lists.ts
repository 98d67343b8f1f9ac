/** Every list of protected symbols that is known, held against what registered drivers import. */
import { heldAgainst, type HeldList } from '../../../src/policy/drivers-on-lists.ts';
import type { MeasuredList } from '../../../src/policy/measured-list.ts';
import type { Vendor } from '../../../src/policy/policy.ts';
import type { RegisteredDriver } from '../../../src/load/registered-driver.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';

/** Lists that are part of the content first, as they are held against the drivers of this day. */
export function heldLists(
  vendors: readonly Vendor[],
  measured: readonly MeasuredList[],
  drivers: readonly RegisteredDriver[],
): HeldList[] {
  return [
    ...vendors.flatMap(({ policies }) =>
      policies.flatMap(({ vendor, id, title, listFiles }): HeldList[] => {
        const byArch = new Map<string, Set<string>>();
        for (const { variants, list } of listFiles) {
          for (const arch of new Set(variants.map((variant) => parseVariantName(variant).arch))) {
            byArch.set(arch, new Set([...(byArch.get(arch) ?? []), ...list.symbols]));
          }
        }
        if (byArch.size === 0) return [];
        const files = [...byArch].map(([arch, listed]) => ({
          ...{ arch, symbols: listed.size },
          drivers: heldAgainst(drivers, arch, listed),
        }));
        return [{ id: `${vendor}-${id}`, of: title.en, basis: 'on-file', files }];
      }),
    ),
    ...measured.map(({ id, of, files }): HeldList => ({
      ...{ id, of, basis: 'measured' },
      files: files.map(({ arch, symbols, drivers: held }) => ({ arch, symbols, drivers: held })),
    })),
  ];
}
