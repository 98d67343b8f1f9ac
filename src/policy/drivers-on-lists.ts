/** What lists of protected symbols hold of what registered drivers import, and what they would have to hold. */
import { z } from 'zod';
import { symbolList } from '../base/schemas.ts';
import { compareText } from '../base/text.ts';
import { slug } from '../history/product.ts';
import { isSameArchitecture } from '../kernel/architecture.ts';
import { outsideImports, type RegisteredDriver } from '../load/registered-driver.ts';

const count = z.int().nonnegative();

/** One driver held against one list. */
export const driverOnListSchema = z.strictObject({
  driver: slug,
  /** What its builds for the architecture import, but not from each other: one symbol counts once. */
  imports: count,
  /** Those of them that are not on the list, sorted. */
  notListed: symbolList,
});
export type DriverOnList = z.infer<typeof driverOnListSchema>;

export const heldListSchema = z.strictObject({
  /** Names its page: `rhel-8.9`, or `<vendor>-<policy>` of a list that is on file. */
  id: slug,
  /** The release whose list it is, or the policy, as readers know it. */
  of: z.string().min(1),
  /** `on-file`: the list is part of the content. `measured`: figures were taken from one that is public elsewhere. */
  basis: z.enum(['on-file', 'measured']),
  files: z.array(
    z.strictObject({
      arch: z.string().min(1),
      symbols: count,
      /** Sorted by name: those that have a build for the architecture. */
      drivers: z.array(driverOnListSchema),
    }),
  ),
});
export type HeldList = z.infer<typeof heldListSchema>;

/** @param arch of the list, as either kernel makers or Debian name it */
export function heldAgainst(
  drivers: readonly RegisteredDriver[],
  arch: string,
  listed: ReadonlySet<string>,
): DriverOnList[] {
  return drivers
    .flatMap(({ name, builds }): DriverOnList[] => {
      const own = builds.filter(({ id }) => isSameArchitecture(arch, id.arch));
      if (own.length === 0) return [];
      const imports = [...new Set(own.flatMap(outsideImports))].sort(compareText);
      const notListed = imports.filter((symbol) => !listed.has(symbol));
      return [{ driver: name, imports: imports.length, notListed }];
    })
    .sort((a, b) => compareText(a.driver, b.driver));
}

/** A symbol that a list lacks, and for whose sake it would have to be on it. */
export interface WantedSymbol {
  readonly symbol: string;
  /** Drivers that import it, sorted. */
  readonly drivers: readonly string[];
  /** Architectures whose list lacks it, in the order of the list's files. */
  readonly archs: readonly string[];
}

/** What a list would have to hold in addition, so that it holds all that the drivers import: most drivers first. */
export function wantedOn({ files }: HeldList): WantedSymbol[] {
  const wanted = new Map<string, { drivers: Set<string>; archs: Set<string> }>();
  for (const { arch, drivers } of files) {
    for (const { driver, notListed } of drivers) {
      for (const symbol of notListed) {
        const known = wanted.get(symbol) ?? { drivers: new Set(), archs: new Set() };
        known.drivers.add(driver);
        known.archs.add(arch);
        wanted.set(symbol, known);
      }
    }
  }
  return [...wanted]
    .map(([symbol, { drivers, archs }]) => ({
      symbol,
      drivers: [...drivers].sort(compareText),
      archs: [...archs],
    }))
    .sort((a, b) => b.drivers.length - a.drivers.length || compareText(a.symbol, b.symbol));
}

/** How many pairs of a driver and a list there are, and in how many of them the list has all that the driver imports. */
export function completeness(lists: readonly HeldList[]): {
  readonly pairs: number;
  readonly complete: number;
} {
  const pairs = lists.flatMap(({ files }) => files.flatMap(({ drivers }) => drivers));
  return { pairs: pairs.length, complete: pairs.filter(({ notListed }) => notListed.length === 0).length };
}
